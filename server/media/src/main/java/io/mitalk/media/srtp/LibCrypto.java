package io.mitalk.media.srtp;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Thread-safe (no state). The calls of OpenSSL's libcrypto that {@link EvpGcmTransform} makes. Pointers are passed as
 * numbers, so that a call makes no object; those made for each packet never block and take less than a microsecond, so
 * they run without a change of the thread's state ({@code critical}).
 */
@SuppressWarnings(
        "restricted") // granted by --enable-native-access; without it javax.crypto is used
final class LibCrypto {

    /** EVP_CTRL_AEAD_GET_TAG and _SET_TAG of {@code openssl/evp.h}. */
    static final int GET_TAG = 0x10;

    static final int SET_TAG = 0x11;

    /** 3 is that of every distribution of today; both keep to one ABI for what is called here. */
    private static final List<String> NAMES = List.of("libcrypto.so.3", "libcrypto.so.1.1");

    private static final Linker.Option QUICK = Linker.Option.critical(false);
    private static final @Nullable SymbolLookup LIBRARY = library();

    private static final @Nullable MethodHandle AES_128_GCM = find("EVP_aes_128_gcm", JAVA_LONG);
    private static final @Nullable MethodHandle CONTEXT_NEW = find("EVP_CIPHER_CTX_new", JAVA_LONG);
    private static final @Nullable MethodHandle CONTEXT_FREE = free();
    private static final @Nullable MethodHandle INIT_KEY =
            find("EVP_CipherInit_ex", JAVA_INT, initialisation());
    private static final @Nullable MethodHandle INIT_IV =
            quick("EVP_CipherInit_ex", JAVA_INT, initialisation());
    private static final @Nullable MethodHandle UPDATE =
            quick(
                    "EVP_CipherUpdate",
                    JAVA_INT,
                    JAVA_LONG,
                    JAVA_LONG,
                    JAVA_LONG,
                    JAVA_LONG,
                    JAVA_INT);
    private static final @Nullable MethodHandle FINAL =
            quick("EVP_CipherFinal_ex", JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG);
    private static final @Nullable MethodHandle CONTROL =
            quick("EVP_CIPHER_CTX_ctrl", JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_LONG);

    private LibCrypto() {}

    /** Whether native access is granted, the library is there, and it has every call. */
    static boolean works() {
        return AES_128_GCM != null
                && CONTEXT_NEW != null
                && CONTEXT_FREE != null
                && INIT_KEY != null
                && INIT_IV != null
                && UPDATE != null
                && FINAL != null
                && CONTROL != null;
    }

    /** Context, cipher, engine, key, IV, direction. */
    private static MemoryLayout[] initialisation() {
        return new MemoryLayout[] {JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT};
    }

    private static @Nullable SymbolLookup library() {
        boolean linux = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).equals("linux");
        if (!linux || !LibCrypto.class.getModule().isNativeAccessEnabled()) {
            return null;
        }
        return NAMES.stream()
                .map(LibCrypto::open)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable SymbolLookup open(String name) {
        try {
            return SymbolLookup.libraryLookup(name, Arena.global());
        } catch (IllegalArgumentException e) {
            // There is no such library here; another name may be.
            return null;
        }
    }

    private static @Nullable MethodHandle find(
            String name, MemoryLayout answer, MemoryLayout... arguments) {
        return handle(name, FunctionDescriptor.of(answer, arguments));
    }

    private static @Nullable MethodHandle quick(
            String name, MemoryLayout answer, MemoryLayout... arguments) {
        return handle(name, FunctionDescriptor.of(answer, arguments), QUICK);
    }

    private static @Nullable MethodHandle free() {
        return handle("EVP_CIPHER_CTX_free", FunctionDescriptor.ofVoid(JAVA_LONG));
    }

    private static @Nullable MethodHandle handle(
            String name, FunctionDescriptor shape, Linker.Option... options) {
        var library = LIBRARY;
        if (library == null) {
            return null;
        }
        return library.find(name)
                .map(symbol -> Linker.nativeLinker().downcallHandle(symbol, shape, options))
                .orElse(null);
    }

    /** A new context for AES-128-GCM under the 16 bytes at {@code key}; {@link #free} gives it back. */
    static long context(long key, boolean encrypts) {
        try {
            long context = (long) present(CONTEXT_NEW).invokeExact();
            if (context == 0) {
                throw new IllegalStateException("libcrypto has no memory for us");
            }
            long cipher = (long) present(AES_128_GCM).invokeExact();
            int direction = encrypts ? 1 : 0;
            int done = (int) present(INIT_KEY).invokeExact(context, cipher, 0L, key, 0L, direction);
            if (done != 1) {
                free(context);
                throw new IllegalStateException("libcrypto has no AES-128-GCM for us");
            }
            return context;
        } catch (Throwable e) {
            throw broken("EVP_CipherInit_ex", e);
        }
    }

    static void free(long context) {
        try {
            present(CONTEXT_FREE).invokeExact(context);
        } catch (Throwable e) {
            throw broken("EVP_CIPHER_CTX_free", e);
        }
    }

    /** Begins a packet under the 12 bytes at {@code iv}; key and direction stay. */
    static boolean begin(long context, long iv) {
        try {
            return (int) present(INIT_IV).invokeExact(context, 0L, 0L, 0L, iv, -1) == 1;
        } catch (Throwable e) {
            throw broken("EVP_CipherInit_ex", e);
        }
    }

    /** {@code out} is 0 for what is authenticated only; {@code outLength} is where four bytes are written. */
    static boolean update(long context, long out, long outLength, long in, int length) {
        try {
            return (int) present(UPDATE).invokeExact(context, out, outLength, in, length) == 1;
        } catch (Throwable e) {
            throw broken("EVP_CipherUpdate", e);
        }
    }

    /** Ends a packet; false when it was to be opened and its tag does not fit. */
    static boolean end(long context, long out, long outLength) {
        try {
            return (int) present(FINAL).invokeExact(context, out, outLength) == 1;
        } catch (Throwable e) {
            throw broken("EVP_CipherFinal_ex", e);
        }
    }

    /** Gets or sets the tag of 16 bytes at {@code tag}. */
    static boolean tag(long context, int control, long tag) {
        try {
            return (int) present(CONTROL).invokeExact(context, control, 16, tag) == 1;
        } catch (Throwable e) {
            throw broken("EVP_CIPHER_CTX_ctrl", e);
        }
    }

    private static MethodHandle present(@Nullable MethodHandle handle) {
        if (handle == null) {
            throw new IllegalStateException("asked for on a system without libcrypto");
        }
        return handle;
    }

    private static IllegalStateException broken(String call, Throwable cause) {
        return new IllegalStateException(call + " could not be called", cause);
    }
}
