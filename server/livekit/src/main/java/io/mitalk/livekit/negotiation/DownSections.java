package io.mitalk.livekit.negotiation;

import io.mitalk.kit.id.Randomness;
import io.mitalk.kit.lifecycle.Threads;
import io.mitalk.media.sfu.TransportHandle;
import io.mitalk.wire.sdp.Attribute;
import io.mitalk.wire.sdp.MediaSection;
import io.mitalk.wire.sdp.SessionDescription;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Owned by the room's queue. What a client with one connection hears. We cannot offer there: tracks go into those
 * sections of the client's own offers in which it only listens, and when something changed, or the sections are too
 * few, the client is asked to offer again, with so many sections more.
 */
public final class DownSections implements HeardTracks {

    /** Sections are asked for in such numbers, since every offer costs the client more than a section. */
    private static final int BATCH = 4;

    private static final long FIRST_DELAY_MS = 10;
    private static final long QUIET_MS = 150;
    private static final long FRUITLESS_MS = 5_000;
    private static final long NS_PER_MS = 1_000_000;

    private final Parts parts;
    private final TransportHandle transport;
    private final Events events;
    private final Map<String, Wanted> wanted = new LinkedHashMap<>();
    private final Map<String, DownSection> sections = new LinkedHashMap<>();
    private final List<String> begun = new ArrayList<>();
    private Set<String> listening = Set.of();
    private int askedFor;
    private boolean offered;
    private boolean asked;
    private boolean changed;
    private boolean closed;
    private long lastAskNs;
    private Threads.@Nullable Timer delay;
    private Threads.@Nullable Timer deadline;

    /**
     * What it is given.
     *
     * @param offerTimeoutMs how long a client that was asked for an offer may take
     */
    public record Parts(Agenda agenda, Randomness randomness, long offerTimeoutMs) {}

    /** Owned by the room's queue. What it tells. */
    public interface Events {
        /** Ask the client for an offer with so many more sections to listen in, which may be none. */
        void needed(int sections);

        /** The client was told of the track; it flows from now on. */
        void bound(String trackSid);

        /** The client was asked for an offer and made none in time. */
        void failed();
    }

    private record Wanted(HeardTrack track, boolean paused, boolean insists) {}

    public DownSections(Parts parts, TransportHandle transport, Events events) {
        this.parts = parts;
        this.transport = transport;
        this.events = events;
        this.lastAskNs = parts.agenda().clock().nanoTime() - QUIET_MS * NS_PER_MS;
    }

    @Override
    public void add(HeardTrack track) {
        wanted.put(track.trackSid(), new Wanted(track, false, false));
        changed();
    }

    @Override
    public void remove(String trackSid) {
        if (wanted.remove(trackSid) == null) {
            return;
        }
        var content = carrying(trackSid);
        if (content != null) {
            content.release();
            changed();
        }
    }

    @Override
    public void pause(String trackSid, boolean paused) {
        wanted.computeIfPresent(
                trackSid, (_, held) -> new Wanted(held.track(), paused, held.insists()));
        var content = carrying(trackSid);
        if (content != null) {
            content.pause(paused);
        }
    }

    @Override
    public void insist(String trackSid, boolean insists) {
        var held = wanted.get(trackSid);
        if (held == null) {
            return;
        }
        wanted.put(trackSid, new Wanted(held.track(), held.paused(), insists));
        var content = carrying(trackSid);
        if (content != null) {
            content.insist(insists);
        }
    }

    @Override
    public void close() {
        closed = true;
        delay = cancelled(delay);
        deadline = cancelled(deadline);
        sections.values().forEach(section -> section.content().release());
        wanted.clear();
    }

    /** What was asked for may be lost with the socket; a client that comes back offers on its own account. */
    public void resumed() {
        asked = false;
        deadline = cancelled(deadline);
    }

    /** The client has offered: everything that waits is given a section, as far as there are some. */
    void begin(SessionDescription offer) {
        offered = true;
        asked = false;
        changed = false;
        delay = cancelled(delay);
        deadline = cancelled(deadline);
        listening =
                offer.media().stream()
                        .filter(DownSections::listens)
                        .map(MediaSection::mid)
                        .collect(Collectors.toCollection(LinkedHashSet::new));
        sections.forEach(
                (mid, section) -> {
                    if (!listening.contains(mid)) {
                        section.content().release();
                    }
                });
        // A section that was offered once is in every later offer (RFC 9429 section 5.2.2).
        sections.keySet()
                .retainAll(
                        offer.media().stream().map(MediaSection::mid).collect(Collectors.toSet()));
        listening.forEach(mid -> sections.computeIfAbsent(mid, _ -> new DownSection()));
        for (Wanted waiting : waiting()) {
            for (String mid : listening) {
                var section = sections.get(mid);
                if (section != null && section.free(waiting.track())) {
                    section.take(waiting.track(), parts.randomness().nextInt());
                    section.content().pause(waiting.paused());
                    section.content().insist(waiting.insists());
                    begun.add(waiting.track().trackSid());
                    break;
                }
            }
        }
    }

    /** Our part of a section in which the client does not send. */
    MediaSection answer(MediaSection section, List<Attribute> transportLines) {
        var down = sections.get(section.mid());
        return down == null || !listens(section)
                ? Described.inactive(section, transportLines)
                : down.answer(section, transportLines, transport);
    }

    /** To be called when the answer is on its way. */
    public void answered() {
        begun.forEach(events::bound);
        begun.clear();
        if (!waiting().isEmpty()) {
            // A client that offers and adds nothing must not be asked again and again.
            boolean fruitless = askedFor > 0 && missing() >= askedFor;
            changed = true;
            schedule(fruitless ? FRUITLESS_MS : QUIET_MS);
        }
    }

    /** What is sent in which section, by mid. */
    public Map<String, String> trackSidByMid() {
        var sids = new LinkedHashMap<String, String>();
        sections.forEach(
                (mid, section) -> {
                    HeardTrack track = section.content().heard();
                    if (track != null) {
                        sids.put(mid, track.trackSid());
                    }
                });
        return sids;
    }

    private static boolean listens(MediaSection section) {
        return section.kind().equals("audio")
                && !section.isRejected()
                && section.direction().receives()
                && !section.direction().sends();
    }

    private @Nullable SectionTrack carrying(String trackSid) {
        for (DownSection section : sections.values()) {
            HeardTrack track = section.content().heard();
            if (track != null && track.trackSid().equals(trackSid)) {
                return section.content();
            }
        }
        return null;
    }

    private List<Wanted> waiting() {
        return wanted.values().stream()
                .filter(held -> carrying(held.track().trackSid()) == null)
                .toList();
    }

    private void changed() {
        changed = true;
        long sinceMs = (parts.agenda().clock().nanoTime() - lastAskNs) / NS_PER_MS;
        schedule(sinceMs > QUIET_MS ? FIRST_DELAY_MS : QUIET_MS);
    }

    /** Before a client's first offer there is nothing to ask for: it comes by itself. */
    private void schedule(long delayMs) {
        if (offered && !asked && !closed && delay == null) {
            delay = parts.agenda().after(delayMs, this::due);
        }
    }

    private void due() {
        delay = null;
        if (closed || asked || !changed) {
            return;
        }
        asked = true;
        lastAskNs = parts.agenda().clock().nanoTime();
        deadline = parts.agenda().after(parts.offerTimeoutMs(), this::late);
        askedFor = missing();
        events.needed((askedFor + BATCH - 1) / BATCH * BATCH);
    }

    /** How many tracks wait for which no section is free. */
    private int missing() {
        var free = new ArrayList<DownSection>();
        listening.forEach(mid -> free.add(sections.get(mid)));
        int missing = 0;
        for (Wanted waiting : waiting()) {
            var section =
                    free.stream().filter(one -> one.free(waiting.track())).findFirst().orElse(null);
            if (section == null) {
                missing++;
            } else {
                free.remove(section);
            }
        }
        return missing;
    }

    private void late() {
        if (!closed && asked) {
            events.failed();
        }
    }

    private static Threads.@Nullable Timer cancelled(Threads.@Nullable Timer timer) {
        if (timer != null) {
            timer.cancel();
        }
        return null;
    }
}
