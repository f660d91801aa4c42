package io.mitalk.kit.testing.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mitalk.kit.time.Clock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The mechanism finds what it is for: a loop that cannot fail would prove nothing. */
final class FuzzLoopTest {

    private static final List<byte[]> SEEDS =
            List.of(
                    "length 0005 hello".getBytes(StandardCharsets.US_ASCII),
                    new byte[] {0, 3, 1, 2, 3, 0, 2, 9, 9});

    private static FuzzFigures run(FuzzTarget target, int inputs) {
        return new FuzzLoop(target, Clock.system())
                .replay(SEEDS)
                .mutate(SEEDS, 1, given -> given < inputs)
                .figures();
    }

    @Test
    @DisplayName("A parser that believes a length field is found, and its input comes along")
    void believes() {
        var naive =
                FuzzTarget.of(
                        "naive",
                        SEEDS,
                        input -> input.length > 1 && input[input[1]] > Byte.MIN_VALUE);
        assertThatThrownBy(() -> run(naive, 10_000))
                .isInstanceOf(FuzzFailure.class)
                .hasCauseInstanceOf(ArrayIndexOutOfBoundsException.class)
                .satisfies(
                        e -> {
                            byte[] input = ((FuzzFailure) e).input();
                            assertThatThrownBy(() -> naive.parser().read(input))
                                    .isInstanceOf(ArrayIndexOutOfBoundsException.class);
                        });
    }

    @Test
    @DisplayName("A parser that allocates what a message claims is found, one that does not passes")
    void allocates() {
        var greedy =
                FuzzTarget.of(
                        "greedy",
                        SEEDS,
                        input ->
                                input.length > 3
                                        && new byte[(input[0] & 0xFF) << 8 | (input[1] & 0xFF)]
                                                        .length
                                                > 7);
        assertThatThrownBy(() -> run(greedy, 10_000))
                .isInstanceOf(FuzzFailure.class)
                .hasMessageContaining("allocated");
        assertThat(run(greedy.sparing(66_000), 10_000).mostBytes()).isBetween(30_000L, 66_000L);
    }

    @Test
    @DisplayName("What was understood is held against the target's promise, and a broken one found")
    void promises() {
        var even = FuzzTarget.of("even", SEEDS, input -> input.length % 2 == 0);
        assertThat(run(even, 1_000).understood()).isBetween(300L, 700L);
        assertThatThrownBy(
                        () ->
                                run(
                                        even.verified(
                                                input ->
                                                        FuzzTarget.must(
                                                                input.length != 12, "twelve")),
                                        10_000))
                .isInstanceOf(FuzzFailure.class)
                .hasMessageContaining("twelve");
    }

    @Test
    @DisplayName("A target whose inputs never come past the first byte fails in the build")
    void blind() {
        var blind = FuzzTarget.of("stun", SEEDS, _ -> false).trying(1_000);
        assertThatThrownBy(() -> Fuzzing.inBuild(blind)).hasMessageContaining("understood");
    }

    @Test
    @DisplayName("A target without a file of kept inputs fails in the build")
    void without() {
        var without = FuzzTarget.of("nowhere", SEEDS, input -> input.length > 12).trying(1_000);
        assertThatThrownBy(() -> Fuzzing.inBuild(without)).hasMessageContaining("nowhere.hex");
    }

    @Test
    @DisplayName("Kept inputs are lines of hex, with or without a word on where they come from")
    void lines() {
        assertThat(Corpus.read("# two inputs\n00ff  # the first\n\n0a\n"))
                .containsExactly(new byte[] {0, -1}, new byte[] {10});
    }

    @Test
    @DisplayName("The same seed gives the same inputs; they differ in length, content and origin")
    void mutations() {
        var one = new Mutator(5, SEEDS);
        var same = new Mutator(5, SEEDS);
        var seen = new HashSet<Integer>();
        int spliced = 0;
        int alike = 0;
        for (int i = 0; i < 10_000; i++) {
            byte[] input = one.next();
            alike += Arrays.equals(same.next(), input) && input.length <= 4096 ? 1 : 0;
            seen.add(Arrays.hashCode(input));
            var text = new String(input, StandardCharsets.ISO_8859_1);
            spliced += text.contains("hello") && text.contains("\2\t") ? 1 : 0;
        }
        assertThat(alike).isEqualTo(10_000);
        assertThat(seen).hasSizeGreaterThan(5_000);
        assertThat(spliced).isGreaterThan(50);
        assertThat(SEEDS.getLast()).containsExactly(0, 3, 1, 2, 3, 0, 2, 9, 9);
    }

    @Test
    @DisplayName("An input that was kept is there again, under a name that its bytes give it")
    void kept(@TempDir Path folder) throws IOException {
        assertThat(Corpus.in(folder.resolve("none"))).isEmpty();
        for (var input : List.of(SEEDS.getFirst(), SEEDS.getLast(), SEEDS.getFirst())) {
            Corpus.save(folder, "x", input);
        }
        assertThat(Corpus.in(folder)).containsExactlyInAnyOrderElementsOf(SEEDS);
    }

    @Test
    @DisplayName("The command takes targets, minutes and a seed, and refuses what it does not know")
    void options() {
        var options = Fuzz.Options.parse(List.of("stun", "--minutes", "0.5", "--seed", "7"));
        assertThat(options).isEqualTo(new Fuzz.Options(List.of("stun"), 30, 7, false));
        assertThat(Fuzz.Options.parse(List.of("--plain")).plain()).isTrue();
        assertThatThrownBy(() -> Fuzz.Options.parse(List.of("--fast")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
