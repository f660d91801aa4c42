package io.mitalk.livekit.negotiation;

import io.mitalk.kit.id.Randomness;
import io.mitalk.kit.lifecycle.Threads;
import io.mitalk.media.sfu.LocalParameters;
import io.mitalk.media.sfu.RemoteParameters;
import io.mitalk.media.sfu.TransportHandle;
import io.mitalk.wire.sdp.MediaSection;
import io.mitalk.wire.sdp.Origin;
import io.mitalk.wire.sdp.SdpException;
import io.mitalk.wire.sdp.SessionDescription;
import io.mitalk.wire.sdp.Setup;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Owned by the room's queue. Offers a client what it hears (RFC 9429 section 5.2). At most one offer is outstanding,
 * what changes meanwhile goes into the next; a section whose track ended is used again once the client knows that it
 * ended.
 */
public final class SubscriberOfferer implements HeardTracks {

    /** Mid of the data channel section, which keeps the bundle alive when nobody speaks. */
    private static final String APPLICATION = "0";

    /** What a client that numbers nothing answers with; it answers the offers in their order. */
    private static final int NO_ID = 0;

    private static final long QUIET_MS = 150;
    private static final long FIRST_DELAY_MS = 10;
    private static final long NS_PER_MS = 1_000_000;

    private final Parts parts;
    private final TransportHandle transport;
    private final Events events;
    private final List<SubscriberSection> sections = new ArrayList<>();
    private LocalParameters local;
    private Origin origin;
    private int offerId;
    private boolean outstanding;
    private boolean changed;
    private boolean closed;
    private long lastOfferNs;
    private @Nullable RemoteParameters remote;
    private Threads.@Nullable Timer delay;
    private Threads.@Nullable Timer deadline;

    /**
     * What an offerer is given.
     *
     * @param answerTimeoutMs how long an offer may stay unanswered
     * @param reuse whether a section may carry another track after its first
     */
    public record Parts(
            Agenda agenda, Randomness randomness, long answerTimeoutMs, boolean reuse) {}

    /** Owned by the room's queue. What the offerer tells. */
    public interface Events {
        /** Send this to the client. */
        void offer(int id, String sdp, Map<String, String> trackSidByMid);

        /** The client accepted the track; it flows from now on. */
        void bound(String trackSid);

        /** The client did not answer in time, or nonsense. */
        void failed();
    }

    public SubscriberOfferer(Parts parts, TransportHandle transport, Events events) {
        this.parts = parts;
        this.transport = transport;
        this.events = events;
        this.local = transport.local();
        this.origin = Origin.of(Integer.toUnsignedLong(parts.randomness().nextInt()), 0);
        this.lastOfferNs = parts.agenda().clock().nanoTime() - QUIET_MS * NS_PER_MS;
    }

    @Override
    public void add(HeardTrack track) {
        sectionFor(track).take(track, parts.randomness().nextInt());
        changed();
    }

    @Override
    public void remove(String trackSid) {
        carrying(trackSid)
                .forEach(
                        content -> {
                            content.release();
                            changed();
                        });
    }

    @Override
    public void pause(String trackSid, boolean paused) {
        carrying(trackSid).forEach(content -> content.pause(paused));
    }

    @Override
    public void insist(String trackSid, boolean insists) {
        carrying(trackSid).forEach(content -> content.insist(insists));
    }

    private List<SectionTrack> carrying(String trackSid) {
        var carrying = new ArrayList<SectionTrack>();
        for (SubscriberSection section : sections) {
            HeardTrack track = section.content().heard();
            if (track != null && track.trackSid().equals(trackSid)) {
                carrying.add(section.content());
            }
        }
        return carrying;
    }

    /** Offers at once: right after a join. */
    public void offerNow() {
        cancelDelay();
        if (outstanding) {
            changed = true;
            return;
        }
        send();
    }

    /**
     * New ICE credentials and a new offer that replaces an outstanding one, whose answer may be lost with its socket.
     */
    public void restart() {
        local = transport.restartIce();
        outstanding = false;
        cancelDelay();
        send();
    }

    /** Applies the client's answer; one to an older offer is ignored. */
    public void answer(int id, String sdp) {
        if (closed || !outstanding || (id != offerId && id != NO_ID)) {
            return;
        }
        var timer = deadline;
        if (timer != null) {
            timer.cancel();
        }
        outstanding = false;
        try {
            apply(SessionDescription.parse(sdp));
        } catch (SdpException e) {
            events.failed();
            return;
        }
        if (changed) {
            changed();
        }
    }

    @Override
    public void close() {
        closed = true;
        cancelDelay();
        var timer = deadline;
        if (timer != null) {
            timer.cancel();
        }
        sections.forEach(section -> section.content().release());
    }

    private void apply(SessionDescription answer) {
        RemoteParameters described = Described.remote(answer);
        if (described != null && !described.equals(remote)) {
            remote = described;
            transport.remote(described);
        }
        for (SubscriberSection section : sections) {
            MediaSection answered = answer.section(section.mid());
            HeardTrack track = section.content().heard();
            if (answered != null && section.answered(answered, transport) && track != null) {
                events.bound(track.trackSid());
            }
        }
    }

    private SubscriberSection sectionFor(HeardTrack track) {
        if (parts.reuse()) {
            for (SubscriberSection section : sections) {
                if (section.free(track)) {
                    return section;
                }
            }
        }
        var section = new SubscriberSection(Integer.toString(sections.size() + 1));
        sections.add(section);
        return section;
    }

    private void changed() {
        changed = true;
        if (outstanding || closed || delay != null) {
            return;
        }
        long sinceMs = (parts.agenda().clock().nanoTime() - lastOfferNs) / NS_PER_MS;
        delay = parts.agenda().after(sinceMs > QUIET_MS ? FIRST_DELAY_MS : QUIET_MS, this::due);
    }

    private void due() {
        delay = null;
        if (!closed && !outstanding && changed) {
            send();
        }
    }

    private void send() {
        if (closed) {
            return;
        }
        changed = false;
        outstanding = true;
        lastOfferNs = parts.agenda().clock().nanoTime();
        int id = ++offerId;
        origin = origin.next();
        var mids = new ArrayList<String>(List.of(APPLICATION));
        var trackSids = new HashMap<String, String>();
        var media = new ArrayList<MediaSection>();
        media.add(Described.application(APPLICATION, Described.transport(local, Setup.ACTPASS)));
        for (SubscriberSection section : sections) {
            mids.add(section.mid());
            media.add(section.describe(local, transport.red()));
            HeardTrack track = section.content().heard();
            if (track != null) {
                trackSids.put(section.mid(), track.trackSid());
            }
        }
        var previous = deadline;
        if (previous != null) {
            previous.cancel();
        }
        deadline = parts.agenda().after(parts.answerTimeoutMs(), () -> late(id));
        String sdp = new SessionDescription(origin, Described.session(mids), media).write();
        events.offer(id, sdp, trackSids);
    }

    private void late(int id) {
        if (!closed && outstanding && id == offerId) {
            events.failed();
        }
    }

    private void cancelDelay() {
        var timer = delay;
        if (timer != null) {
            timer.cancel();
            delay = null;
        }
    }
}
