package io.mitalk.social.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mitalk.db.testing.TestDatabase;
import io.mitalk.http.ProblemRaised;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class BlocksTest {

    private static final TestDatabase DB = TestDatabase.create();

    private final Blocks blocks = new Blocks(3);

    @AfterAll
    static void close() {
        DB.close();
    }

    @Test
    @DisplayName(
            "a block stands between two people whoever of them made it, until it is taken back")
    void bothWays() throws ProblemRaised {
        var ann = new UUID(1, 1);
        var ben = new UUID(1, 2);
        block(ann, ben);
        block(ann, ben);
        DB.database()
                .run(
                        tx -> {
                            assertThat(blocks.between(tx, ann, ben)).isTrue();
                            assertThat(blocks.between(tx, ben, ann)).isTrue();
                            assertThat(blocks.around(tx, ben)).containsExactly(ann);
                            assertThat(blocks.around(tx, ann)).containsExactly(ben);
                            assertThat(blocks.of(tx, ann)).containsExactly(ben);
                            assertThat(blocks.of(tx, ben)).isEmpty();
                            assertThat(blocks.has(tx, ben, ann)).isFalse();
                            blocks.unblock(tx, ben, ann);
                            assertThat(blocks.between(tx, ann, ben)).isTrue();
                            blocks.unblock(tx, ann, ben);
                            assertThat(blocks.between(tx, ann, ben)).isFalse();
                        });
    }

    @Test
    @DisplayName("a list of blocks has an end, and nobody is on their own")
    void bounded() throws ProblemRaised {
        var ann = new UUID(2, 1);
        for (int i = 2; i < 5; i++) {
            block(ann, new UUID(2, i));
        }
        assertThatThrownBy(() -> block(ann, new UUID(2, 9))).hasMessage("too-many-blocks");
        assertThatThrownBy(() -> block(ann, ann)).hasMessage("block-yourself");
        int listed = DB.database().read(tx -> blocks.of(tx, ann).size());
        assertThat(listed).isEqualTo(3);
    }

    private void block(UUID by, UUID whom) throws ProblemRaised {
        DB.database().<ProblemRaised>run(tx -> blocks.block(tx, by, whom));
    }
}
