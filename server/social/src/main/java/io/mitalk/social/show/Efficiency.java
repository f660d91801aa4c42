package io.mitalk.social.show;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Immutable. How well a room's time was used, as a function of what everybody on its stage may know:
 *
 * <pre>
 * 100 * ( 0.30 min(1, density / 0.85)
 *       + 0.20 balance
 *       + 0.20 agenda
 *       + 0.20 service
 *       + 0.10 (1 - min(1, overlap / 0.15)) )
 * </pre>
 *
 * <p>A part that there is nothing to measure of is left out, and the others count for as much more. It is shown with
 * its parts to host and speakers, and ranks nobody.
 *
 * @param density share of the time with at least one speaker; null when nobody knows any more when it was
 * @param balance of the talk, 0 for one voice to 1 for equal shares; null in lectures
 * @param agenda share of the time that was planned; null without an agenda
 * @param service share of the votes on questions that were answered; null without votes
 * @param overlap share of the speech with at least two speakers; null likewise
 */
record Efficiency(
        @Nullable Double density,
        @Nullable Double balance,
        @Nullable Double agenda,
        @Nullable Double service,
        @Nullable Double overlap) {

    private static final double FULL_DENSITY = 0.85;
    private static final double WORST_OVERLAP = 0.15;

    /**
     * Immutable. A part of the whole.
     *
     * @param name density, balance, agenda, service or overlap
     * @param value as measured, 0 to 1
     * @param aim that good rooms reach; overlap is to be less
     * @param points of the whole that it gave
     * @param most that it could have given
     */
    record Part(String name, double value, double aim, double points, double most) {}

    private record Term(String name, double value, double aim, double weight, double reached) {}

    /** The parts that there is something to measure of, each with its share of 100 points. */
    List<Part> parts() {
        var terms = terms();
        double weights = terms.stream().mapToDouble(Term::weight).sum();
        return terms.stream()
                .map(
                        term -> {
                            double most = 100 * term.weight() / weights;
                            return new Part(
                                    term.name(),
                                    term.value(),
                                    term.aim(),
                                    most * term.reached(),
                                    most);
                        })
                .toList();
    }

    /** 0 to 100. */
    int index() {
        return (int) Math.round(parts().stream().mapToDouble(Part::points).sum());
    }

    private List<Term> terms() {
        var terms = new ArrayList<Term>();
        if (density != null) {
            double reached = Math.min(1, density / FULL_DENSITY);
            terms.add(new Term("density", density, 0.80, 0.30, reached));
        }
        add(terms, "balance", balance, 0.75);
        add(terms, "agenda", agenda, 0.90);
        add(terms, "service", service, 0.70);
        if (overlap != null) {
            double reached = 1 - Math.min(1, overlap / WORST_OVERLAP);
            terms.add(new Term("overlap", overlap, 0.08, 0.10, reached));
        }
        return terms;
    }

    private static void add(List<Term> terms, String name, @Nullable Double value, double aim) {
        if (value != null) {
            terms.add(new Term(name, value, aim, 0.20, value));
        }
    }

    /**
     * How evenly the talk was shared: the entropy of the shares, as a part of what it could be.
     *
     * @param talk of each who spoke, in any unit
     */
    static double balance(Collection<Long> talk) {
        var shares = talk.stream().filter(one -> one > 0).toList();
        double all = shares.stream().mapToLong(Long::longValue).sum();
        if (shares.size() < 2) {
            return 0;
        }
        double entropy = 0;
        for (long one : shares) {
            entropy -= one / all * Math.log(one / all);
        }
        return entropy / Math.log(shares.size());
    }

    /** How much of the time was planned; null where nothing has gone by. */
    static @Nullable Double agenda(List<Segment> segments) {
        double kept = 0;
        double spent = 0;
        for (var one : segments) {
            var ended = one.ended();
            if (ended != null) {
                var actual = one.actual(ended);
                kept += seconds(actual.compareTo(one.planned()) < 0 ? actual : one.planned());
                spent += seconds(actual);
            }
        }
        return spent == 0 ? null : kept / spent;
    }

    private static double seconds(Duration span) {
        return span.toMillis() / 1_000.0;
    }
}
