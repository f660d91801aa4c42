package io.mitalk.kit.testing;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Thread-safe. JUnit extension: a test that leaves a thread named {@code mitalk…} or a socket behind fails, and the
 * failure names it. Use with {@code @ExtendWith(LeakCheck.class)} on classes that close what they open in each test.
 */
public final class LeakCheck implements BeforeEachCallback, AfterEachCallback {

    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(LeakCheck.class);
    private static final String PREFIX = "mitalk";
    private static final long STEP_NS = 20_000_000;
    private static final int STEPS = 150;

    @Override
    public void beforeEach(ExtensionContext context) {
        warmUp();
        context.getStore(NAMESPACE).put("before", new Before(alive()));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        var before =
                Objects.requireNonNull(context.getStore(NAMESPACE).get("before", Before.class));
        var left = left(before.alive());
        // Closing may be still under way on another thread; three seconds are enough for anything
        // orderly.
        for (int i = 0; i < STEPS && !left.isEmpty(); i++) {
            LockSupport.parkNanos(STEP_NS);
            left = left(before.alive());
        }
        refuse(left);
    }

    /**
     * Java keeps one socket for itself from the first one that is closed; it must stand in the picture before a test.
     */
    static void warmUp() {
        try (var socket =
                new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            socket.disconnect();
        } catch (IOException e) {
            throw new AssertionError("cannot open a socket on loopback", e);
        }
    }

    static void refuse(Set<String> left) {
        if (!left.isEmpty()) {
            throw new AssertionError("the test left behind: " + String.join(", ", left));
        }
    }

    static Set<String> left(Set<String> before) {
        var now = alive();
        now.removeAll(before);
        return now;
    }

    static Set<String> alive() {
        var alive =
                Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().startsWith(PREFIX))
                        .map(thread -> "thread " + thread.getName() + " #" + thread.threadId())
                        .collect(Collectors.toCollection(TreeSet::new));
        alive.addAll(sockets());
        return alive;
    }

    /** The process's sockets by inode; empty on systems that do not tell. */
    private static Set<String> sockets() {
        var descriptors = Path.of("/proc/self/fd");
        var found = new TreeSet<String>();
        if (!Files.isDirectory(descriptors)) {
            return found;
        }
        try (var files = Files.newDirectoryStream(descriptors)) {
            for (var file : files) {
                var target = target(file);
                if (target.startsWith("socket:")) {
                    found.add(target);
                }
            }
        } catch (IOException e) {
            throw new AssertionError("cannot list open sockets", e);
        }
        return found;
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            // Closed since the listing: nothing that is left behind.
            return "";
        }
    }

    private record Before(Set<String> alive) {}
}
