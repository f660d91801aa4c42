package io.mitalk.social.show;

import io.mitalk.social.account.PersonCard;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Immutable. How a room's time was used; for its host and speakers.
 *
 * @param enough whether it was long enough, with enough people, to be measured
 * @param seconds on air
 * @param people who were there, guests included
 * @param index 0 to 100; null where it was not enough, or is not known any more
 * @param parts of the index
 * @param talk in the order in which people came, never by how much they spoke
 * @param floorWaitSeconds half of those with a hand up had the floor sooner; null where nobody waited
 * @param exceptions that moderators made from the queue's order
 */
record RoomReport(
        boolean enough,
        long seconds,
        int people,
        @Nullable Integer index,
        List<Efficiency.Part> parts,
        List<Talk> talk,
        List<ShowView.SegmentView> segments,
        @Nullable Long floorWaitSeconds,
        int exceptions) {

    /** Immutable. How much somebody spoke, and in how many turns. */
    record Talk(PersonCard person, long seconds, double share, int turns) {}

    /** The same as comma-separated values (RFC 4180), a line for each part, speaker and segment. */
    String csv() {
        var csv =
                new StringBuilder(
                        "kind,name,value,aim,points,most,seconds,planned_seconds,turns\r\n");
        line(csv, "room", "", "", "", index == null ? "" : "" + index, "100", "" + seconds, "", "");
        for (var one : parts) {
            line(
                    csv,
                    "part",
                    one.name(),
                    number(one.value()),
                    number(one.aim()),
                    number(one.points()),
                    number(one.most()),
                    "",
                    "",
                    "");
        }
        for (var one : talk) {
            var name = one.person().displayName();
            line(
                    csv,
                    "talk",
                    name,
                    number(one.share()),
                    "",
                    "",
                    "",
                    "" + one.seconds(),
                    "",
                    "" + one.turns());
        }
        for (var one : segments) {
            var name = one.part().isEmpty() ? one.title() : one.part();
            var actual = one.actualSeconds() == null ? "" : "" + one.actualSeconds();
            line(csv, "segment", name, "", "", "", "", actual, "" + one.plannedSeconds(), "");
        }
        return csv.toString();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    private static void line(StringBuilder csv, String... cells) {
        for (int i = 0; i < cells.length; i++) {
            csv.append(i == 0 ? "" : ",").append(cell(cells[i]));
        }
        csv.append("\r\n");
    }

    /** A spreadsheet takes for a formula what begins like one, and a name may. */
    private static String cell(String text) {
        var plain = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return plain.matches("[^\",\r\n]*") ? plain : '"' + plain.replace("\"", "\"\"") + '"';
    }
}
