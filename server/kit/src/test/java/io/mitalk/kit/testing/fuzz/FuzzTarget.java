package io.mitalk.kit.testing.fuzz;

import java.util.List;

/**
 * Owned by one thread. A parser as whoever is on the other end of the network meets it: bytes in, nothing thrown, and
 * not more memory than the bytes are worth.
 *
 * @param name of the target and of its folder in the corpus
 * @param seeds sound inputs that the broken ones are made of, besides the corpus
 * @param parser what is attacked; its memory is measured
 * @param check what must hold of every input that was understood; not measured
 * @param spareBytes what reading may allocate besides {@link #BYTES_PER_BYTE} for each byte of the input
 * @param inputs how many broken inputs the normal build tries
 */
public record FuzzTarget(
        String name, List<byte[]> seeds, Parser parser, Check check, int spareBytes, int inputs) {

    /** S9 of the security checklist. */
    public static final int BYTES_PER_BYTE = 16;

    private static final int USUAL_SPARE_BYTES = 1024;
    private static final int USUAL_INPUTS = 100_000;

    public FuzzTarget {
        seeds = List.copyOf(seeds);
    }

    /** Reads one input as the server would. */
    @FunctionalInterface
    public interface Parser {

        /**
         * Whether the input was understood. What the server refuses in an orderly way is false; anything thrown, an
         * assertion on what was read included, is a finding. The input stays as it is.
         */
        boolean read(byte[] input) throws Exception;
    }

    /** Holds what was understood against a promise. */
    @FunctionalInterface
    public interface Check {

        /** Throws what is wrong. */
        void verify(byte[] input) throws Exception;
    }

    /** A target with the usual bounds and no further check. */
    public static FuzzTarget of(String name, List<byte[]> seeds, Parser parser) {
        return new FuzzTarget(name, seeds, parser, _ -> {}, USUAL_SPARE_BYTES, USUAL_INPUTS);
    }

    /** The same, which may allocate so much besides what its input is worth. */
    public FuzzTarget sparing(int bytes) {
        return new FuzzTarget(name, seeds, parser, check, bytes, inputs);
    }

    /** The same with another number of inputs in the normal build. */
    public FuzzTarget trying(int count) {
        return new FuzzTarget(name, seeds, parser, check, spareBytes, count);
    }

    /** The same, with a promise about what was understood. */
    public FuzzTarget verified(Check promise) {
        return new FuzzTarget(name, seeds, parser, promise, spareBytes, inputs);
    }

    /** Fails a parser whose answer contradicts itself; costs nothing while {@code holds}. */
    public static void must(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }

    @Override
    public String toString() {
        return name;
    }

    long allowedBytes(byte[] input) {
        return spareBytes + (long) BYTES_PER_BYTE * input.length;
    }
}
