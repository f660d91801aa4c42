package io.mitalk.social.mail;

import io.mitalk.db.Tx;
import java.time.Duration;
import java.util.List;

/** Thread-safe. The SQL of letters that nobody sent. */
final class MailStore {

    private static final int MAX_LISTED = 100;

    private MailStore() {}

    static void keep(Tx tx, Letter letter, Duration keep) {
        tx.handle()
                .createUpdate("delete from mail_letter where at < :before")
                .bind("before", tx.now().minus(keep))
                .execute();
        tx.handle()
                .createUpdate(
                        """
                        insert into mail_letter (at, to_address, subject, body)
                        values (:now, :to, :subject, :body)
                        """)
                .bind("now", tx.now())
                .bind("to", letter.to())
                .bind("subject", letter.subject())
                .bind("body", letter.text())
                .execute();
    }

    /** The newest last. */
    static List<Mails.Kept> newest(Tx tx) {
        return tx.handle()
                .createQuery(
                        """
                        select at, to_address, subject, body from
                            (select * from mail_letter order by id desc limit :max) newest
                        order by id
                        """)
                .bind("max", MAX_LISTED)
                .map(
                        (row, _) ->
                                new Mails.Kept(
                                        row.getTimestamp("at").toInstant(),
                                        row.getString("to_address"),
                                        row.getString("subject"),
                                        row.getString("body")))
                .list();
    }

    static void forget(Tx tx, String address) {
        tx.handle()
                .createUpdate("delete from mail_letter where to_address = :address")
                .bind("address", address)
                .execute();
    }

    /** What the operator named the community, or empty. */
    static String communityName(Tx tx) {
        return tx.handle()
                .createQuery("select name from community_community")
                .mapTo(String.class)
                .findOne()
                .orElse("");
    }
}
