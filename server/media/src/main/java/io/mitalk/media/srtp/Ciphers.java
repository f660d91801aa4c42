package io.mitalk.media.srtp;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Owned by the worker thread, which closes it after its sessions. Where sessions get their ciphers from: javax.crypto,
 * or OpenSSL with one piece of native memory in which every packet of the worker is worked on.
 */
public final class Ciphers implements AutoCloseable {

    /** Contexts of OpenSSL that were not given back yet, of all workers. */
    private static final AtomicInteger OPEN_CONTEXTS = new AtomicInteger();

    private final @Nullable Desk desk;

    private Ciphers(@Nullable Desk desk) {
        this.desk = desk;
    }

    /** Of javax.crypto, which is always there. */
    public static Ciphers java() {
        return new Ciphers(null);
    }

    /** Of OpenSSL for AES-GCM and of javax.crypto for the rest; {@link #openSslWorks} must allow it. */
    @SuppressWarnings("MustBeClosedChecker") // close does
    public static Ciphers openSsl() {
        return new Ciphers(new Desk(Arena.ofShared()));
    }

    /** Whether this process may call OpenSSL's libcrypto and found it. */
    public static boolean openSslWorks() {
        return LibCrypto.works();
    }

    /** How many contexts of OpenSSL are in use in this process. */
    public static int openContexts() {
        return OPEN_CONTEXTS.get();
    }

    Transform gcm(byte[] key, byte[] salt) {
        return desk == null ? new GcmTransform(key, salt) : new EvpGcmTransform(desk, key, salt);
    }

    /** Wipes and gives back the memory that packets were worked on in. */
    @Override
    public void close() {
        if (desk != null) {
            desk.close();
        }
    }

    /**
     * Owned by the worker thread. Native memory for one packet, its IV, a length that OpenSSL insists on telling, and a
     * key.
     */
    static final class Desk {

        /** The largest datagram with every overhead, with room to spare. */
        static final int PACKET_BYTES = 4096;

        private static final int IV_BYTES = 16;
        private static final int LENGTH_BYTES = 16;
        private static final int KEY_BYTES = 16;

        private final Arena arena;
        private final MemorySegment memory;

        private Desk(Arena arena) {
            this.arena = arena;
            this.memory =
                    arena.allocate(PACKET_BYTES + IV_BYTES + LENGTH_BYTES + KEY_BYTES, IV_BYTES);
        }

        MemorySegment memory() {
            return memory;
        }

        long packet() {
            return memory.address();
        }

        long ivAt() {
            return PACKET_BYTES;
        }

        long lengthAddress() {
            return memory.address() + PACKET_BYTES + IV_BYTES;
        }

        /** A context under {@code key}, which leaves no copy here. */
        long context(byte[] key, boolean encrypts) {
            long at = PACKET_BYTES + IV_BYTES + LENGTH_BYTES;
            var place = memory.asSlice(at, KEY_BYTES);
            MemorySegment.copy(MemorySegment.ofArray(key), 0, place, 0, KEY_BYTES);
            try {
                long context = LibCrypto.context(place.address(), encrypts);
                OPEN_CONTEXTS.incrementAndGet();
                return context;
            } finally {
                place.fill((byte) 0);
            }
        }

        void free(long context) {
            LibCrypto.free(context);
            OPEN_CONTEXTS.decrementAndGet();
        }

        private void close() {
            memory.fill((byte) 0);
            arena.close();
        }
    }
}
