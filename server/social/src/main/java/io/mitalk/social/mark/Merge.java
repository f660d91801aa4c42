package io.mitalk.social.mark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Immutable. How marks become lines of the minutes: marks of one kind within a short time are of the same moment, and a
 * moment counts when enough people of different branches of the invitations marked it.
 *
 * @param people who must have marked a moment
 * @param within how long a moment is, from its first mark
 */
public record Merge(int people, Duration within) {

    private static final Comparator<Mark> ORDER =
            Comparator.comparing(Mark::at).thenComparing(Mark::id);

    /** Immutable. Marks of one moment, the first one first. */
    record Spot(List<Mark> marks) {

        Mark first() {
            return marks.getFirst();
        }

        int people() {
            return (int) marks.stream().map(Mark::account).distinct().count();
        }

        /** Of people of different branches of the invitations: those of one may be one person. */
        int voices() {
            return (int) marks.stream().map(Mark::branch).distinct().count();
        }
    }

    /** The spots that count, in their order; the same marks give the same spots in whatever order they come. */
    List<Spot> of(Collection<Mark> marks) {
        var found = new ArrayList<Spot>();
        for (var kind : Mark.Kind.values()) {
            var ofKind = marks.stream().filter(mark -> mark.kind() == kind).sorted(ORDER).toList();
            int from = 0;
            while (from < ofKind.size()) {
                var moment = moment(ofKind, from);
                // Whoever is alone at first may still be followed by two who agree.
                boolean counts = moment.voices() >= people;
                if (counts) {
                    found.add(moment);
                }
                from += counts ? moment.marks().size() : 1;
            }
        }
        found.sort(Comparator.comparing(Spot::first, ORDER));
        return found;
    }

    private Spot moment(List<Mark> marks, int from) {
        var end = marks.get(from).at().plus(within);
        int to = from;
        while (to < marks.size() && !marks.get(to).at().isAfter(end)) {
            to++;
        }
        return new Spot(marks.subList(from, to));
    }
}
