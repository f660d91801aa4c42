package io.mitalk.social.show;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Thread-safe. From the hand to the microphone, read from the log of a room. */
final class FloorWaits {

    private FloorWaits() {}

    /**
     * A line of the log.
     *
     * @param who whom it is about, else who did it
     */
    record Line(Instant at, String act, String who) {}

    /** The median; null where nobody waited to the end. */
    static @Nullable Duration median(List<Line> lines) {
        var since = new HashMap<String, Instant>();
        var waits = new ArrayList<Duration>();
        for (var line : lines) {
            switch (line.act()) {
                case "hand-raised" -> since.putIfAbsent(line.who(), line.at());
                case "hand-lowered", "hand-declined" -> since.remove(line.who());
                case "turn-given", "seat-taken" -> {
                    var raised = since.remove(line.who());
                    if (raised != null) {
                        waits.add(Duration.between(raised, line.at()));
                    }
                }
                default -> {} // the log says much else
            }
        }
        waits.sort(Duration::compareTo);
        return waits.isEmpty() ? null : waits.get((waits.size() - 1) / 2);
    }
}
