package io.mitalk.kit.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramSocket;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class LeakCheckTest {

    @Test
    @DisplayName("a thread and a socket left behind are named, closed ones are not")
    void named() throws IOException, InterruptedException {
        LeakCheck.warmUp();
        var before = LeakCheck.alive();
        var end = new CountDownLatch(1);
        var thread = Thread.ofPlatform().name("mitalk-left").start(() -> await(end));
        try (var socket = new DatagramSocket()) {
            assertThat(socket.isBound()).isTrue();
            assertThat(LeakCheck.left(before))
                    .anyMatch(left -> left.startsWith("thread mitalk-left"))
                    .anyMatch(left -> left.startsWith("socket:"));
            assertThatThrownBy(() -> LeakCheck.refuse(LeakCheck.left(before)))
                    .hasMessageContaining("mitalk-left");
        }
        end.countDown();
        thread.join();
        assertThat(LeakCheck.left(before)).isEqualTo(Set.of());
    }

    private static void await(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
