package io.mitalk.media.overload;

/**
 * Immutable. When a worker sheds; each is a documented configuration key.
 *
 * @param lagMs a worker that is never less late than this has fallen behind; 0 sheds nothing ever
 * @param riseMs how long it must have been so late before it gives up the next thing
 * @param calmMs how long it must have been less than half as late before it takes the last thing back
 * @param spanMs how long a merged packet plays at most while packets are longer than usual
 */
public record OverloadSettings(int lagMs, int riseMs, int calmMs, int spanMs) {

    /** The defaults of the keys. */
    public static OverloadSettings standard() {
        return new OverloadSettings(40, 500, 3000, 120);
    }

    /** Never gives anything up. */
    public static OverloadSettings off() {
        return new OverloadSettings(0, 500, 3000, 120);
    }
}
