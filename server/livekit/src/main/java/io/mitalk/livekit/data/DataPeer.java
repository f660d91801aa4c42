package io.mitalk.livekit.data;

import io.mitalk.kit.time.Clock;
import io.mitalk.livekit.token.Refusals;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Owned by the room's queue. One participant's share of the room's data: what it has sent and what it is to get. */
public final class DataPeer {

    private static final long NS_PER_MS = 1_000_000;

    final Standing standing;
    final Refusals refusals;
    private final DataRules rules;
    private final Clock clock;
    private final Budget messages;
    private final Budget bytes;
    private final Budget fanout;
    private final ArrayDeque<Kept> held = new ArrayDeque<>();
    private final ArrayDeque<Kept> sent = new ArrayDeque<>();
    private final List<Credit> waiting = new ArrayList<>();
    private final Map<String, Long> given = new HashMap<>();
    private final List<DataPort> ports = new ArrayList<>(2);
    private long heldBytes;
    private long sentBytes;
    private long lastSequence;
    private long crowdedSinceNs;

    /** Immutable. A message that is kept, since when, and whom it is for. */
    private record Kept(Parcel parcel, long atNs, Audience audience) {
        int length() {
            return parcel.bytes().length;
        }
    }

    DataPeer(Standing standing, Refusals refusals, DataRules rules, Clock clock) {
        this.standing = standing;
        this.refusals = refusals;
        this.rules = rules;
        this.clock = clock;
        this.messages = new Budget(rules.messagesPerSecond(), clock);
        this.bytes = new Budget(rules.bytesPerSecond(), clock);
        this.fanout = new Budget(rules.fanoutBytesPerSecond(), clock);
    }

    /** Whether it owes nothing for what it sent. */
    boolean solvent() {
        return messages.solvent() && bytes.solvent() && fanout.solvent();
    }

    /** Pays for one message of this length; for how many milliseconds it owes something then. */
    long pay(int length) {
        return Math.max(messages.spend(1), bytes.spend(length));
    }

    /** Pays for what goes out because of a message; for how many milliseconds it owes something then. */
    long payFanout(double length) {
        return fanout.spend(length);
    }

    /** A port for one more of its transports; the one that was made last is asked first for sending. */
    void add(DataPort port) {
        ports.addFirst(port);
    }

    @Nullable DataPort portFor(String label) {
        for (var port : ports) {
            if (port.open(label)) {
                return port;
            }
        }
        return null;
    }

    /** The number of the last reliable message that came from it, 0 for none. */
    public int lastSequence() {
        return (int) lastSequence;
    }

    /** Takes note of a reliable message's number. False: it came before. */
    boolean advance(long sequence) {
        if (sequence == 0) {
            return true;
        }
        if (sequence <= lastSequence) {
            return false;
        }
        lastSequence = sequence;
        return true;
    }

    /** Keeps a message until a channel opens. False: there is no room. */
    boolean hold(Parcel parcel) {
        heldBytes -= dropOld(held, rules.heldMs());
        if (heldBytes + parcel.bytes().length > rules.heldBytes()) {
            return false;
        }
        heldBytes += parcel.bytes().length;
        held.add(new Kept(parcel, clock.nanoTime(), Audience.EVERYBODY));
        return true;
    }

    /** Hands out what was kept for it and is not too old. */
    void release(Consumer<Parcel> reader) {
        dropOld(held, rules.heldMs());
        var ready = List.copyOf(held);
        held.clear();
        heldBytes = 0;
        ready.forEach(kept -> reader.accept(kept.parcel));
    }

    /** A reliable message was given to its channel, which loses none as long as the participant lives. */
    void given(Parcel parcel) {
        if (parcel.sequence() > 0) {
            given.put(parcel.sender(), parcel.sequence());
        }
    }

    /** That sender is gone, and its numbers with it. */
    void forget(String sender) {
        given.remove(sender);
    }

    /** Remembers a reliable message of its own for those who come back. */
    void remember(Parcel parcel, Audience audience) {
        forget();
        sent.add(new Kept(parcel, clock.nanoTime(), audience));
        sentBytes += parcel.bytes().length;
        while (sentBytes > rules.replayBytes() && !sent.isEmpty()) {
            sentBytes -= sent.poll().length();
        }
    }

    /** Lets go of what is too old for anybody to ask for; whether something is left. */
    boolean forget() {
        sentBytes -= dropOld(sent, rules.replayMs());
        return !sent.isEmpty();
    }

    /** Hands out what it sent to {@code receiver} after that number and what no channel has taken for it. */
    void replay(DataPeer receiver, long after, Consumer<Parcel> reader) {
        forget();
        long given = receiver.given.getOrDefault(standing.sid(), 0L);
        for (var kept : sent) {
            if (kept.parcel.sequence() > Math.max(after, given)
                    && kept.audience.includes(receiver.standing)) {
                reader.accept(kept.parcel);
            }
        }
    }

    private long dropOld(ArrayDeque<Kept> queue, int ageMs) {
        long nowNs = clock.nanoTime();
        long dropped = 0;
        while (!queue.isEmpty() && nowNs - queue.peek().atNs > ageMs * NS_PER_MS) {
            dropped += queue.poll().length();
        }
        return dropped;
    }

    /** Senders wait for it; whether it is the first. */
    boolean await(Credit credit) {
        boolean first = waiting.isEmpty();
        if (first) {
            crowdedSinceNs = clock.nanoTime();
        }
        waiting.add(credit);
        credit.await();
        return first;
    }

    /** Whether senders have been waiting since before so long. */
    boolean stalled() {
        return !waiting.isEmpty()
                && clock.nanoTime() - crowdedSinceNs >= rules.stallMs() * NS_PER_MS;
    }

    /** Nobody waits for it any more. */
    List<Credit> letGo() {
        var released = List.copyOf(waiting);
        waiting.clear();
        return released;
    }
}
