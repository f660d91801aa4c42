package io.mitalk.media.udp;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Thread-safe (no state). The calls of Linux's C library that {@link MmsgPort} makes. Pointers are passed as numbers,
 * so that a call makes no object. The constants are those of both 64-bit architectures that we run on.
 */
@SuppressWarnings(
        "restricted") // granted by --enable-native-access; without it the port is not used
final class LibC {

    static final int AF_INET = 2;
    static final int AF_INET6 = 10;
    static final int SOCK_DGRAM = 2;
    static final int NONBLOCK = 0x800;
    static final int CLOEXEC = 0x80000;
    static final int SOL_SOCKET = 1;
    static final int SO_SNDBUF = 7;
    static final int SO_RCVBUF = 8;
    static final int IPPROTO_IPV6 = 41;
    static final int IPV6_V6ONLY = 26;
    static final int MSG_DONTWAIT = 0x40;
    static final int POLLIN = 1;
    static final int EADDRINUSE = 98;

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
    private static final AddressLayout POINTER = ValueLayout.ADDRESS;

    private static final @Nullable MethodHandle SOCKET = find("socket", INT, INT, INT, INT);
    private static final @Nullable MethodHandle SETSOCKOPT =
            find("setsockopt", INT, INT, INT, INT, POINTER, INT);
    private static final @Nullable MethodHandle BIND = capturing("bind", INT, INT, POINTER, INT);
    private static final @Nullable MethodHandle GETSOCKNAME =
            find("getsockname", INT, INT, POINTER, POINTER);
    private static final @Nullable MethodHandle EVENTFD = find("eventfd", INT, INT, INT);
    private static final @Nullable MethodHandle READ = find("read", LONG, INT, LONG, LONG);
    private static final @Nullable MethodHandle WRITE = find("write", LONG, INT, LONG, LONG);
    private static final @Nullable MethodHandle CLOSE = find("close", INT, INT);
    private static final @Nullable MethodHandle POLL = find("poll", INT, LONG, LONG, INT);
    private static final @Nullable MethodHandle SENDMMSG =
            find("sendmmsg", INT, INT, LONG, INT, INT);
    private static final @Nullable MethodHandle RECVMMSG =
            find("recvmmsg", INT, INT, LONG, INT, INT, LONG);

    private LibC() {}

    /** Whether this is a system that the constants fit, native access is granted, and every call was found. */
    static boolean works() {
        return supported()
                && SOCKET != null
                && SETSOCKOPT != null
                && BIND != null
                && GETSOCKNAME != null
                && EVENTFD != null
                && READ != null
                && WRITE != null
                && CLOSE != null
                && POLL != null
                && SENDMMSG != null
                && RECVMMSG != null;
    }

    private static boolean supported() {
        String arch = System.getProperty("os.arch", "");
        return LibC.class.getModule().isNativeAccessEnabled()
                && System.getProperty("os.name", "").toLowerCase(Locale.ROOT).equals("linux")
                && (arch.equals("amd64") || arch.equals("aarch64"));
    }

    private static @Nullable MethodHandle find(
            String name, MemoryLayout answer, MemoryLayout... arguments) {
        return supported() ? handle(name, FunctionDescriptor.of(answer, arguments)) : null;
    }

    /** A handle whose first argument takes the call's errno. */
    private static @Nullable MethodHandle capturing(
            String name, MemoryLayout answer, MemoryLayout... arguments) {
        return supported()
                ? handle(
                        name,
                        FunctionDescriptor.of(answer, arguments),
                        Linker.Option.captureCallState("errno"))
                : null;
    }

    private static @Nullable MethodHandle handle(
            String name, FunctionDescriptor shape, Linker.Option... options) {
        var linker = Linker.nativeLinker();
        return linker.defaultLookup()
                .find(name)
                .map(symbol -> linker.downcallHandle(symbol, shape, options))
                .orElse(null);
    }

    static int socket(int family, int type) {
        try {
            return (int) present(SOCKET).invokeExact(family, type, 0);
        } catch (Throwable e) {
            throw broken("socket", e);
        }
    }

    static int setsockopt(int fd, int level, int option, MemorySegment value, int length) {
        try {
            return (int) present(SETSOCKOPT).invokeExact(fd, level, option, value, length);
        } catch (Throwable e) {
            throw broken("setsockopt", e);
        }
    }

    /** Returns 0 or the errno. */
    static int bind(int fd, MemorySegment address, int length, MemorySegment errno) {
        try {
            int done = (int) present(BIND).invokeExact(errno, fd, address, length);
            return done == 0 ? 0 : errno.get(INT, 0);
        } catch (Throwable e) {
            throw broken("bind", e);
        }
    }

    static int getsockname(int fd, MemorySegment address, MemorySegment length) {
        try {
            return (int) present(GETSOCKNAME).invokeExact(fd, address, length);
        } catch (Throwable e) {
            throw broken("getsockname", e);
        }
    }

    static int eventfd() {
        try {
            return (int) present(EVENTFD).invokeExact(0, NONBLOCK | CLOEXEC);
        } catch (Throwable e) {
            throw broken("eventfd", e);
        }
    }

    static long read(int fd, long to, long bytes) {
        try {
            return (long) present(READ).invokeExact(fd, to, bytes);
        } catch (Throwable e) {
            throw broken("read", e);
        }
    }

    static long write(int fd, long from, long bytes) {
        try {
            return (long) present(WRITE).invokeExact(fd, from, bytes);
        } catch (Throwable e) {
            throw broken("write", e);
        }
    }

    static int close(int fd) {
        try {
            return (int) present(CLOSE).invokeExact(fd);
        } catch (Throwable e) {
            throw broken("close", e);
        }
    }

    static int poll(long fds, long count, int timeoutMs) {
        try {
            return (int) present(POLL).invokeExact(fds, count, timeoutMs);
        } catch (Throwable e) {
            throw broken("poll", e);
        }
    }

    static int sendmmsg(int fd, long messages, int count) {
        try {
            return (int) present(SENDMMSG).invokeExact(fd, messages, count, MSG_DONTWAIT);
        } catch (Throwable e) {
            throw broken("sendmmsg", e);
        }
    }

    static int recvmmsg(int fd, long messages, int count) {
        try {
            return (int) present(RECVMMSG).invokeExact(fd, messages, count, MSG_DONTWAIT, 0L);
        } catch (Throwable e) {
            throw broken("recvmmsg", e);
        }
    }

    private static MethodHandle present(@Nullable MethodHandle handle) {
        if (handle == null) {
            throw new IllegalStateException("asked for on a system that lacks it");
        }
        return handle;
    }

    private static IllegalStateException broken(String call, Throwable cause) {
        return new IllegalStateException(call + " could not be called", cause);
    }
}
