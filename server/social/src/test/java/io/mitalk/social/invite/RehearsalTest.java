package io.mitalk.social.invite;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitalk.db.Deadlines;
import io.mitalk.db.Outbox;
import io.mitalk.db.Tx;
import io.mitalk.db.testing.TestDatabase;
import io.mitalk.kit.fact.Fact;
import io.mitalk.kit.id.Uuid7;
import io.mitalk.kit.lifecycle.Threads;
import io.mitalk.kit.secret.SealedText;
import io.mitalk.kit.testing.ManualClock;
import io.mitalk.kit.testing.SeededRandomness;
import io.mitalk.social.account.AccountKeys;
import io.mitalk.social.account.Accounts;
import io.mitalk.social.mail.MailKeys;
import io.mitalk.social.mail.Mails;
import io.mitalk.social.notify.Notices;
import io.mitalk.social.testing.TestCommunity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class RehearsalTest {

    private static final List<String> TABLES =
            List.of(
                    "account_account",
                    "invite_invitation",
                    "invite_code",
                    "invite_purse",
                    "notify_notice",
                    "mail_letter",
                    "db_deadline",
                    "db_outbox");

    @Test
    @DisplayName("a rehearsed redemption goes through to its end, leaves nothing and tells nobody")
    void leavesNothing() {
        try (var threads = Threads.create();
                var test = TestDatabase.create(new ManualClock())) {
            var database = test.database();
            var told = Collections.synchronizedList(new ArrayList<Fact>());
            database.onCommit(told::addAll);
            var rehearsal = rehearsal(test, threads);

            assertThat(rehearsal.play(3)).isEqualTo(3);
            rehearsal.begin();
            rehearsal.close();
            assertThat(rehearsal.play(1)).as("after the end").isZero();

            var left =
                    database.<Long, RuntimeException>read(
                            tx -> TABLES.stream().mapToLong(table -> rows(tx, table)).sum());
            assertThat(left).isZero();
            assertThat(told).isEmpty();
        }
    }

    private static Rehearsal rehearsal(TestDatabase test, Threads threads) {
        var database = test.database();
        var randomness = new SeededRandomness(1);
        var config = TestCommunity.generous();
        var deadlines = new Deadlines(database);
        var ids = new Uuid7(test.parts().clock(), randomness);
        var accounts = new Accounts(AccountKeys.settings(config), ids, deadlines);
        var invitations =
                new Invitations(
                        InviteKeys.settings(config),
                        new Invitations.Parts(
                                accounts,
                                new Notices(ids, accounts, 100),
                                new Mails(
                                        MailKeys.settings(config, "Rehearsal"),
                                        database,
                                        new Outbox(database)),
                                "http://localhost",
                                deadlines,
                                ids,
                                randomness,
                                new SealedText(new byte[32], randomness)));
        return new Rehearsal(
                8, new Rehearsal.Parts(database, accounts, invitations, randomness, threads));
    }

    private static long rows(Tx tx, String table) {
        return tx.handle().createQuery("select count(*) from " + table).mapTo(Long.class).one();
    }
}
