package io.mitalk.kit.config;

import java.nio.file.Path;

/** Immutable. Where the value of a key came from, the weakest first. */
public sealed interface Origin {

    /** Nobody set it. */
    record Standard() implements Origin {}

    /** The configuration file. */
    record File(Path path) implements Origin {}

    /** An environment variable. */
    record Variable(String name) implements Origin {}

    /** A flag on the command line. */
    record Flag(String name) implements Origin {}

    /** Another part of the program. */
    record Code() implements Origin {}

    /** For people: {@code default}, {@code file /x/mitalk.toml}, {@code variable MITALK_X}, {@code flag --x}. */
    default String text() {
        return switch (this) {
            case Standard() -> "default";
            case File(var path) -> "file " + path;
            case Variable(var name) -> "variable " + name;
            case Flag(var name) -> "flag " + name;
            case Code() -> "program";
        };
    }
}
