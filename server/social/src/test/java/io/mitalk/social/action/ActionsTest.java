package io.mitalk.social.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mitalk.db.testing.TestDatabase;
import io.mitalk.kit.id.Uuid7;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class ActionsTest {

    private static final TestDatabase DB = TestDatabase.create();
    private static final UUID OPERATOR = new UUID(0, 1);

    private final Actions actions =
            new Actions(new Uuid7(DB.parts().clock(), DB.parts().randomness()));

    @AfterAll
    static void close() {
        DB.close();
    }

    @Test
    @DisplayName("what was written to the log can be neither changed nor deleted")
    void appendOnly() {
        DB.database()
                .run(
                        tx -> {
                            actions.write(
                                    tx, new Action(OPERATOR, "made-link", new UUID(0, 2), "lost"));
                            actions.write(tx, new Action(null, "began", null, ""));
                        });
        for (var sql :
                new String[] {
                    "UPDATE action_action SET reason = 'other'",
                    "DELETE FROM action_action",
                    "TRUNCATE action_action"
                }) {
            assertThatThrownBy(() -> DB.database().run(tx -> tx.handle().execute(sql)))
                    .hasMessageContaining("refused: rows are only ever added");
        }
        int kept =
                DB.database()
                        .read(
                                tx ->
                                        tx.handle()
                                                .createQuery(
                                                        "SELECT count(*) FROM action_action WHERE reason <> 'other'")
                                                .mapTo(Integer.class)
                                                .one());
        assertThat(kept).isEqualTo(2);
    }
}
