package io.mitalk.kit.id;

import io.mitalk.kit.time.Clock;
import java.util.UUID;

/**
 * Thread-safe. Makes the ids of everything that is stored (RFC 9562 section 5.7):
 *
 * <pre>
 * | 48 bits: milliseconds since 1970 | 4: version 7 | 12 random | 2: variant | 62 random |
 * </pre>
 *
 * <p>Ids made later sort later to the millisecond, which keeps indexes dense; 74 random bits keep them from being
 * guessed, yet an id is a name and never a permission.
 */
public final class Uuid7 {

    private final Clock clock;
    private final Randomness randomness;

    /** Draws from these. */
    public Uuid7(Clock clock, Randomness randomness) {
        this.clock = clock;
        this.randomness = randomness;
    }

    /** A new id. */
    public UUID next() {
        byte[] random = new byte[10];
        randomness.nextBytes(random);
        long high =
                (clock.epochMs() << 16) | 0x7000 | ((random[0] & 0x0F) << 8) | (random[1] & 0xFF);
        long low = 0;
        for (int i = 2; i < random.length; i++) {
            low = (low << 8) | (random[i] & 0xFF);
        }
        return new UUID(high, (low & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L);
    }
}
