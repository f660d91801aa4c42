package io.mitalk.bench;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Immutable. How late what was said came to everybody: for each thing that the server did and each page, until the
 * first message that contains it. Counts name nobody; that which says five contains the first five.
 *
 * @param name of what was said
 * @param asked how many said it
 * @param done of those the server did
 * @param busy how often the server had too much to do, and was asked again
 * @param answeredMs from the request to its answer
 * @param fromAnswerMs from the answer until a page was told; 0 where that came first
 * @param fromRequestMs the same from the request, by which nothing is made better than it is
 * @param missing how often it never came
 */
record Delivery(
        String name,
        int asked,
        int done,
        int busy,
        Percentiles answeredMs,
        Percentiles fromAnswerMs,
        Percentiles fromRequestMs,
        long missing) {

    /** Which numbers a message shows; what is numbered is said in their order. */
    interface Shown {
        /** How many of those numbered from 0 the message contains, -1 when it says nothing of them. */
        int upTo(Told told);
    }

    /** Of what is only counted. */
    static Delivery counted(String name, List<Said> said, Pages pages, Shown shown) {
        var fromAnswer = new Samples();
        var fromRequest = new Samples();
        long[] answered = times(said, false);
        long[] asked = times(said, true);
        var told = pages.told();
        long missing = 0;
        for (var page : pages.pages()) {
            var seen = new int[1];
            page.forEach(
                    (number, atNs) -> {
                        int upTo = Math.min(shown.upTo(told.get(number)), answered.length);
                        for (; seen[0] < upTo; seen[0]++) {
                            fromAnswer.add(Math.max(0, (atNs - answered[seen[0]]) / 1e6));
                            fromRequest.add((atNs - asked[seen[0]]) / 1e6);
                        }
                    });
            missing += answered.length - seen[0];
        }
        return of(name, said, fromAnswer, fromRequest, missing);
    }

    /** What a message shows of what has a name. */
    interface Names {
        Collection<?> in(Told told);
    }

    /** Of what has a name of its own. */
    static Delivery named(String name, Map<?, Said> said, Pages pages, Names names) {
        var fromAnswer = new Samples();
        var fromRequest = new Samples();
        var done = new HashMap<Object, Said>();
        said.forEach(
                (key, one) -> {
                    if (one.done()) {
                        done.put(key, one);
                    }
                });
        var told = pages.told();
        long missing = 0;
        for (var page : pages.pages()) {
            Set<Object> left = new HashSet<>(done.keySet());
            page.forEach(
                    (number, atNs) -> {
                        for (var key : names.in(told.get(number))) {
                            var one = done.get(key);
                            if (one != null && left.remove(key)) {
                                fromAnswer.add(Math.max(0, (atNs - one.answeredNs()) / 1e6));
                                fromRequest.add((atNs - one.askedNs()) / 1e6);
                            }
                        }
                    });
            missing += left.size();
        }
        return of(name, List.copyOf(said.values()), fromAnswer, fromRequest, missing);
    }

    private static Delivery of(
            String name, List<Said> said, Samples fromAnswer, Samples fromRequest, long missing) {
        var answered = new Samples();
        said.forEach(one -> answered.add((one.answeredNs() - one.askedNs()) / 1e6));
        return new Delivery(
                name,
                said.size(),
                (int) said.stream().filter(Said::done).count(),
                said.stream().mapToInt(Said::busy).sum(),
                answered.percentiles(),
                fromAnswer.percentiles(),
                fromRequest.percentiles(),
                missing);
    }

    private static long[] times(List<Said> said, boolean asked) {
        long[] times =
                said.stream()
                        .filter(Said::done)
                        .mapToLong(one -> asked ? one.askedNs() : one.answeredNs())
                        .toArray();
        Arrays.sort(times);
        return times;
    }
}
