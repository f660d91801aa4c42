package io.mitalk.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Immutable. What one run of {@link Crowd} measured.
 *
 * @param people who were there with a socket each
 * @param deliveries how late what they and the host said came to all of them
 * @param messages that each socket was told
 * @param largest of those, in bytes
 * @param lost sockets that the server ended
 * @param before the sound while nobody says anything, null until it is known
 * @param during the sound while everybody does
 * @param leading how fast a host's word is done in a room of ordinary size, null until it is known
 */
record CrowdFigures(
        int people,
        List<Delivery> deliveries,
        Percentiles messages,
        int largest,
        int lost,
        @Nullable Sound before,
        Sound during,
        Cost cost,
        @Nullable Led leading) {

    /** Immutable. How the sound fared: one way, and frames that did not come of those that were due. */
    record Sound(Percentiles latencyMs, int missing, int due) {

        String text() {
            return String.format(
                    Locale.ROOT,
                    "p50 / p99 / max  %.2f / %.2f / %.1f ms, %d of %d frames missing",
                    latencyMs.p50(),
                    latencyMs.p99(),
                    latencyMs.max(),
                    missing,
                    due);
        }
    }

    /**
     * Immutable. What it took, and how sharp the figures are.
     *
     * @param generatorSeconds of CPU, of the load generator itself
     * @param unreadMs for how long messages may have lain at the generator's sockets
     * @param lagMs for how long a thread of the generator waited for a processor
     * @param lateMs by how much requests went out later than they were due
     */
    record Cost(
            double serverSeconds,
            double databaseSeconds,
            double generatorSeconds,
            Percentiles unreadMs,
            Percentiles lagMs,
            Percentiles lateMs) {}

    /**
     * Immutable. A change of the floor's mode while hands go up and down.
     *
     * @param people who were there
     * @param enforcedMs from the host's request until who lost the floor was heard no more, though asking to be
     * @param answeredMs from the request to its answer
     * @param hands that went up or down meanwhile
     */
    record Led(int people, Percentiles enforcedMs, Percentiles answeredMs, int hands) {}

    static CrowdFigures of(List<Said> said, Pages pages, Sound during, Cost cost) {
        var raised = new LinkedHashMap<String, Said>();
        var pinned = new LinkedHashMap<Integer, Said>();
        var voted = new ArrayList<Said>();
        var reacted = new ArrayList<Said>();
        for (var one : said) {
            switch (one.what()) {
                case Said.Voted _ -> voted.add(one);
                case Said.Reacted _ -> reacted.add(one);
                case Said.Raised(var identity) -> raised.put(identity, one);
                case Said.Pinned(var number) -> pinned.put(number, one);
            }
        }
        var all = pages.pages();
        return new CrowdFigures(
                all.size(),
                List.of(
                        Delivery.named("the host's pins", pinned, pages, Told::probes),
                        Delivery.named("hands", raised, pages, Told::hands),
                        Delivery.counted("votes", voted, pages, Told::votes),
                        Delivery.counted("reactions", reacted, pages, Told::reactions)),
                Percentiles.of(all.stream().mapToDouble(Page::count).toArray()),
                pages.told().stream().mapToInt(Told::bytes).max().orElse(0),
                (int) all.stream().filter(Page::isLost).count(),
                null,
                during,
                cost,
                null);
    }

    /** With what was measured besides. */
    CrowdFigures with(Sound alone, Led led) {
        return new CrowdFigures(
                people, deliveries, messages, largest, lost, alone, during, cost, led);
    }

    String text() {
        var text = new StringBuilder();
        text.append(
                        String.format(
                                Locale.ROOT,
                                "MiTalk, %d members in one room, one word of each in 10 s",
                                people))
                .append('\n');
        text.append("  delivery, p50 / p95 / p99 / max in ms; p99 to every page <= 1000\n");
        deliveries.forEach(delivery -> delivery(text, delivery));
        text.append(
                        String.format(
                                Locale.ROOT,
                                "  messages to each page     p50 / max  %.0f / %.0f,"
                                        + " of up to %d bytes; %d pages lost",
                                messages.p50(),
                                messages.max(),
                                largest,
                                lost))
                .append('\n');
        if (before != null) {
            text.append(String.format(Locale.ROOT, "  sound before              %s", before.text()))
                    .append('\n');
        }
        text.append(String.format(Locale.ROOT, "  sound meanwhile           %s", during.text()))
                .append('\n');
        if (leading != null) {
            text.append(
                            String.format(
                                    Locale.ROOT,
                                    "  mode changed, %4d people p50 / p99 / max  %s ms until"
                                            + " enforced (%d times, %d hands meanwhile), %s ms until"
                                            + " answered; <= 500",
                                    leading.people(),
                                    three(leading.enforcedMs()),
                                    leading.enforcedMs().count(),
                                    leading.hands(),
                                    three(leading.answeredMs())))
                    .append('\n');
        }
        text.append(
                        String.format(
                                Locale.ROOT,
                                "  CPU in those 13 s         server %.1f s, database %.1f s,"
                                        + " load generator %.1f s",
                                cost.serverSeconds(),
                                cost.databaseSeconds(),
                                cost.generatorSeconds()))
                .append('\n');
        text.append(
                        String.format(
                                Locale.ROOT,
                                "  the generator's own lag   p50 / p99 / max  %s ms at its sockets,"
                                        + " %s ms for a processor, %s ms of its requests",
                                three(cost.unreadMs()),
                                three(cost.lagMs()),
                                three(cost.lateMs())))
                .append('\n');
        text.append(
                String.format(
                        Locale.ROOT,
                        "  scope: generator and its sockets on the same CPUs as the server, after"
                                + " %d others rehearsed; %d of the room hear its sound",
                        Crowd.REHEARSING,
                        Crowd.HEARING));
        return text.toString();
    }

    private static void delivery(StringBuilder text, Delivery one) {
        text.append(
                        String.format(
                                Locale.ROOT,
                                "    %-16s %5d of %5d done, %d times busy; answered %s; told %s"
                                        + " after the answer, %s after the request; %d of %d missing",
                                one.name(),
                                one.done(),
                                one.asked(),
                                one.busy(),
                                four(one.answeredMs()),
                                four(one.fromAnswerMs()),
                                four(one.fromRequestMs()),
                                one.missing(),
                                one.missing() + one.fromAnswerMs().count()))
                .append('\n');
    }

    private static String four(Percentiles ms) {
        return String.format(
                Locale.ROOT, "%.0f / %.0f / %.0f / %.0f", ms.p50(), ms.p95(), ms.p99(), ms.max());
    }

    private static String three(Percentiles ms) {
        return String.format(Locale.ROOT, "%.1f / %.1f / %.1f", ms.p50(), ms.p99(), ms.max());
    }
}
