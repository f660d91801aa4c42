package io.mitalk.bench;

import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;

/** Immutable. How many objects of each class live in a server of ours, and how many bytes they take. */
record Census(Map<String, Living> byClass) {

    /** A line of {@code GC.class_histogram}: number, objects, bytes, class, and perhaps its module. */
    private static final Pattern LINE =
            Pattern.compile("(?m)^\\s*\\d+:\\s+(\\d+)\\s+(\\d+)\\s+(\\S+)");

    private static final Living NOTHING = new Living(0, 0);

    /** Objects of one class. */
    record Living(long objects, long bytes) {

        private Living since(Living before) {
            return new Living(objects - before.objects, bytes - before.bytes);
        }
    }

    /** A class with what came on top. */
    private record Grown(String name, Living more) {
        String text() {
            return "%s +%,d (%,d B)".formatted(name, more.objects, more.bytes);
        }
    }

    static Census of(long pid) throws IOException, InterruptedException {
        var counts = new HashMap<String, Living>();
        var lines = LINE.matcher(Jcmd.objects(pid));
        while (lines.find()) {
            var living = new Living(Long.parseLong(lines.group(1)), Long.parseLong(lines.group(2)));
            counts.put(lines.group(3), living);
        }
        return new Census(Map.copyOf(counts));
    }

    /** The classes that grew most in bytes since {@code before}, and those of ours that grew most in number. */
    String grown(Census before, int most) {
        return "in bytes:   %s%nof ours:    %s"
                .formatted(
                        first(before, most, "", Living::bytes),
                        first(before, most, "io.mitalk.", Living::objects));
    }

    private String first(Census before, int most, String prefix, ToLongFunction<Living> size) {
        var texts =
                byClass.keySet().stream()
                        .filter(name -> name.startsWith(prefix))
                        .map(name -> new Grown(name, since(before, name)))
                        .filter(grown -> size.applyAsLong(grown.more()) > 0)
                        .sorted(
                                Comparator.comparingLong(
                                                (Grown grown) -> size.applyAsLong(grown.more()))
                                        .reversed())
                        .limit(most)
                        .map(Grown::text)
                        .toList();
        return texts.isEmpty() ? "nothing" : String.join(", ", texts);
    }

    private Living since(Census before, String name) {
        return byClass.getOrDefault(name, NOTHING)
                .since(before.byClass.getOrDefault(name, NOTHING));
    }
}
