package io.mitalk.app.house.sample;

import java.util.Random;
import org.junit.jupiter.api.Assertions;

/** Not for use: each member breaks one rule. */
class BadManager {

    private static final ThreadLocal<String> HIDDEN = new ThreadLocal<>();

    void prints() {
        System.out.println(HIDDEN.get());
    }

    void starts() {
        Thread.ofVirtual().start(this::prints);
    }

    long reads() {
        return System.nanoTime();
    }

    int guesses() {
        return new Random(1).nextInt();
    }

    void fails() {
        throw new RuntimeException("bare");
    }

    void reaches() {
        Assertions.assertTrue(true);
    }

    public String getName() {
        return "name";
    }
}
