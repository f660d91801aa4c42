package io.mitalk.kit.limit;

/**
 * Immutable. How often something may happen.
 *
 * @param burst how many at once after a quiet time, at least 1
 * @param perSecond how many a second in the long run, above 0
 */
public record Rate(int burst, double perSecond) {

    public Rate {
        if (burst < 1 || !(perSecond > 0)) {
            throw new IllegalArgumentException(
                    "not a rate: burst " + burst + ", " + perSecond + " a second");
        }
    }

    /** {@code count} a minute, all at once if need be. */
    public static Rate perMinute(int count) {
        return new Rate(count, count / 60.0);
    }
}
