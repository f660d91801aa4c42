package io.mitalk.wire.webm;

import io.mitalk.wire.opus.OpusHead;
import io.mitalk.wire.opus.OpusPacket;
import io.mitalk.wire.opus.Recording;
import io.mitalk.wire.opus.Recording.Flaw;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Owned by one thread. Takes the one Opus track out of a WebM file. Elements are walked in their order without a stack:
 * those that hold what we look for are entered, all others skipped. So it does not matter that recorders leave the
 * lengths of segment and clusters open (RFC 8794 section 6.2).
 */
public final class WebmReader {

    private static final int EBML = 0x1A45_DFA3;
    private static final int SEGMENT = 0x1853_8067;
    private static final int TRACKS = 0x1654_AE6B;
    private static final int TRACK_ENTRY = 0xAE;
    private static final int TRACK_NUMBER = 0xD7;
    private static final int CODEC_ID = 0x86;
    private static final int CODEC_PRIVATE = 0x63A2;
    private static final int CLUSTER = 0x1F43_B675;
    private static final int BLOCK_GROUP = 0xA0;
    private static final int SIMPLE_BLOCK = 0xA3;
    private static final int BLOCK = 0xA1;
    private static final Set<Integer> ENTERED =
            Set.of(SEGMENT, TRACKS, TRACK_ENTRY, CLUSTER, BLOCK_GROUP);
    private static final byte[] OPUS = "A_OPUS".getBytes(StandardCharsets.US_ASCII);

    /** Recorders write one or two; each block looks through all of them. */
    private static final int MAX_TRACKS = 16;

    private static final long OPEN = -1;
    private static final long BROKEN = -2;

    private final byte[] bytes;
    private final List<Track> tracks = new ArrayList<>();
    private final List<byte[]> packets = new ArrayList<>();
    private int at;

    private WebmReader(byte[] bytes) {
        this.bytes = bytes;
    }

    /** One track entry as far as it was read. */
    private static final class Track {
        private long number;
        private boolean opus;
        private @Nullable OpusHead head;
    }

    /** Whether bytes begin as an EBML document does. */
    public static boolean looksLikeWebm(byte[] bytes) {
        return bytes.length >= 4
                && bytes[0] == 0x1A
                && bytes[1] == 0x45
                && (bytes[2] & 0xFF) == 0xDF
                && (bytes[3] & 0xFF) == 0xA3;
    }

    /** The packets of the file's Opus track, or why there are none. */
    public static Recording read(byte[] bytes) {
        return new WebmReader(bytes).recording();
    }

    private Recording recording() {
        while (at < bytes.length) {
            var flaw = element();
            if (flaw != null) {
                return new Recording.Flawed(flaw);
            }
        }
        var track = opusTrack();
        var head = track == null ? null : track.head;
        return head == null
                ? new Recording.Flawed(Flaw.UNSUPPORTED)
                : new Recording.Opus(head, List.copyOf(packets));
    }

    /** Reads or enters the element at {@link #at}. */
    private @Nullable Flaw element() {
        int id = id();
        long size = id == 0 ? BROKEN : number(true);
        if (size == BROKEN) {
            return Flaw.DAMAGED;
        }
        if (id == TRACK_ENTRY) {
            if (tracks.size() == MAX_TRACKS) {
                return Flaw.UNSUPPORTED;
            }
            tracks.add(new Track());
        }
        if (ENTERED.contains(id)) {
            return null;
        }
        // Only what is entered may leave its length open.
        if (size == OPEN || size > bytes.length - at) {
            return Flaw.DAMAGED;
        }
        int end = at + (int) size;
        var flaw = content(id, end);
        at = end;
        return flaw;
    }

    private @Nullable Flaw content(int id, int end) {
        var track = tracks.isEmpty() ? null : tracks.getLast();
        if (track == null) {
            return id == EBML || !isBlock(id) ? null : Flaw.DAMAGED;
        }
        switch (id) {
            case TRACK_NUMBER -> track.number = unsigned(end);
            case CODEC_ID -> track.opus = Arrays.equals(OPUS, Arrays.copyOfRange(bytes, at, end));
            case CODEC_PRIVATE -> track.head = OpusHead.parse(Arrays.copyOfRange(bytes, at, end));
            case SIMPLE_BLOCK, BLOCK -> {
                return block(end);
            }
            default -> {
                return null; // nothing that sounds
            }
        }
        return null;
    }

    /** Track number, time (2 bytes), flags (1 byte), then one frame; lacing (RFC 9559 section 10.3) nobody uses. */
    private @Nullable Flaw block(int end) {
        var track = opusTrack();
        if (track == null) {
            return Flaw.UNSUPPORTED;
        }
        long number = number(false);
        int frame = at + 3;
        if (number < 0 || frame > end) {
            return Flaw.DAMAGED;
        }
        if (number != track.number) {
            return null; // another track of the file; it is left out
        }
        if ((bytes[at + 2] & 0x06) != 0) {
            return Flaw.UNSUPPORTED;
        }
        if (OpusPacket.samples(bytes, frame, end - frame) == OpusPacket.MALFORMED) {
            return Flaw.DAMAGED;
        }
        packets.add(Arrays.copyOfRange(bytes, frame, end));
        return null;
    }

    /** The only Opus track, or null when there is none or more than one. */
    private @Nullable Track opusTrack() {
        Track found = null;
        for (var track : tracks) {
            if (track.opus) {
                if (found != null) {
                    return null;
                }
                found = track;
            }
        }
        return found;
    }

    private static boolean isBlock(int id) {
        return id == SIMPLE_BLOCK || id == BLOCK;
    }

    /** An element's id, marker bits included, or 0 when it is none of 1 to 4 bytes. */
    private int id() {
        int first = bytes[at] & 0xFF;
        int length = Integer.numberOfLeadingZeros(first) - 23;
        if (length > 4 || length > bytes.length - at) {
            return 0;
        }
        int id = 0;
        for (int i = 0; i < length; i++) {
            id = id << 8 | (bytes[at++] & 0xFF);
        }
        return id;
    }

    /** A number of 1 to 8 bytes whose length its leading zeros tell; all ones mean an open size. */
    private long number(boolean mayBeOpen) {
        if (at >= bytes.length) {
            return BROKEN;
        }
        int first = bytes[at] & 0xFF;
        int length = Integer.numberOfLeadingZeros(first) - 23;
        if (length > 8 || length > bytes.length - at) {
            return BROKEN;
        }
        long value = first & (0xFF >> length);
        boolean ones = value == (0xFF >> length);
        at++;
        for (int i = 1; i < length; i++) {
            int next = bytes[at++] & 0xFF;
            ones &= next == 0xFF;
            value = value << 8 | next;
        }
        return mayBeOpen && ones ? OPEN : value;
    }

    private long unsigned(int end) {
        long value = 0;
        for (int i = at; i < end; i++) {
            value = value << 8 | (bytes[i] & 0xFF);
        }
        return value;
    }
}
