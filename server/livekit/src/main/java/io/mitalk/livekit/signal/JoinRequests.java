package io.mitalk.livekit.signal;

import com.google.protobuf.InvalidProtocolBufferException;
import io.mitalk.http.UpgradeRefused;
import io.mitalk.livekit.proto.Weight;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPInputStream;
import livekit.LivekitRtc.AddTrackRequest;
import livekit.LivekitRtc.JoinRequest;
import livekit.LivekitRtc.SignalRequest;
import livekit.LivekitRtc.WrappedJoinRequest;

/** Thread-safe. The query parameter {@code join_request}: everything that a newer client says when it joins. */
final class JoinRequests {

    private static final int MAX_BYTES = 1 << 20;

    private JoinRequests() {}

    /**
     * Unwraps it: base64 of either alphabet, padded or not; a plus may have become a space on its way.
     *
     * @throws UpgradeRefused with status 400 when it cannot be read or is larger than 1 MiB
     */
    static JoinRequest read(String parameter) throws UpgradeRefused {
        String text = parameter.replace('-', '+').replace('_', '/').replace(' ', '+');
        try {
            byte[] outer = Base64.getDecoder().decode(text);
            Weight.check(WrappedJoinRequest.getDescriptor(), outer);
            var wrapped = WrappedJoinRequest.parseFrom(outer);
            byte[] bytes = wrapped.getJoinRequest().toByteArray();
            if (wrapped.getCompression() == WrappedJoinRequest.Compression.GZIP) {
                bytes = unzipped(bytes);
            }
            Weight.check(JoinRequest.getDescriptor(), bytes);
            return JoinRequest.parseFrom(bytes);
        } catch (IllegalArgumentException | IOException e) {
            throw new UpgradeRefused(400, "join_request cannot be read");
        }
    }

    /** What the client would otherwise send first on its socket, in that order. */
    static List<SignalRequest> messages(JoinRequest request) {
        var messages = new ArrayList<SignalRequest>();
        if (request.hasSyncState()) {
            messages.add(SignalRequest.newBuilder().setSyncState(request.getSyncState()).build());
        }
        for (AddTrackRequest track : request.getAddTrackRequestsList()) {
            messages.add(SignalRequest.newBuilder().setAddTrack(track).build());
        }
        if (request.hasPublisherOffer()) {
            messages.add(SignalRequest.newBuilder().setOffer(request.getPublisherOffer()).build());
        }
        return messages;
    }

    private static byte[] unzipped(byte[] bytes) throws IOException {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            byte[] plain = in.readNBytes(MAX_BYTES + 1);
            if (plain.length > MAX_BYTES) {
                throw new InvalidProtocolBufferException("larger than 1 MiB");
            }
            return plain;
        }
    }
}
