package io.mitalk.kit.testing.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitalk.kit.time.Clock;
import java.io.IOException;
import java.nio.file.Path;

/** Thread-safe. Fuzzing in the normal build: the whole corpus, then a fixed number of inputs from a fixed seed. */
public final class Fuzzing {

    private static final long SEED = 9;

    private Fuzzing() {}

    /**
     * Fails with the first finding, and leaves its input in the module's {@code target/fuzz}. A target that understands
     * everything or nothing fails too: its inputs would not come past the first byte. So does one whose file of kept
     * inputs is missing.
     */
    public static void inBuild(FuzzTarget target) throws IOException {
        assertThat(Corpus.committed(target.name())).as("fuzz/%s.hex", target.name()).isNotEmpty();
        var corpus = Corpus.of(target);
        var loop = new FuzzLoop(target, Clock.system());
        try {
            loop.replay(corpus).mutate(corpus, SEED, given -> given < target.inputs());
        } catch (FuzzFailure failure) {
            Corpus.save(Path.of("target", "fuzz"), target.name(), failure.input());
            throw failure;
        }
        var figures = loop.figures();
        assertThat(figures.understood())
                .as("understood of %d inputs", figures.inputs())
                .isBetween(figures.inputs() / 100, figures.inputs() * 99 / 100);
    }
}
