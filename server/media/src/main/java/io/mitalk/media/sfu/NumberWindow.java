package io.mitalk.media.sfu;

import java.util.Arrays;

/** Owned by the worker thread. Which of a track's last numbers have come. */
final class NumberWindow {

    private final long[] numbers;

    /** {@code size} is a power of two. */
    NumberWindow(int size) {
        numbers = new long[size];
        Arrays.fill(numbers, -1);
    }

    void add(long number) {
        numbers[index(number)] = number;
    }

    /** Whether that number has come, or is so old that nobody knows. */
    boolean passed(long number) {
        return numbers[index(number)] >= number;
    }

    private int index(long number) {
        return (int) number & numbers.length - 1;
    }
}
