package io.mitalk.livekit.room;

import io.mitalk.livekit.token.VideoGrant;
import java.util.HashMap;
import java.util.Map;
import livekit.LivekitRtc.RequestResponse;
import livekit.LivekitRtc.SignalResponse;
import livekit.LivekitRtc.UpdateParticipantMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Immutable. What shall be different about a participant; null leaves it as it is.
 *
 * @param attributes are merged in; an empty value deletes its key
 * @param permissions what it may do from now on
 */
public record ParticipantChange(
        @Nullable String name,
        @Nullable String metadata,
        Map<String, String> attributes,
        @Nullable Permissions permissions) {

    /** Only other permissions. */
    public static ParticipantChange permissions(VideoGrant grant) {
        return new ParticipantChange(null, null, Map.of(), Permissions.of(grant));
    }

    /** Applies it on the room's queue; false when a text is too long. */
    public boolean apply(Participant participant) {
        if (!describe(participant)) {
            return false;
        }
        if (permissions != null) {
            participant.room().permit(participant, permissions);
        } else {
            participant.room().roster().changed(participant);
            participant.presence().refreshToken();
        }
        return true;
    }

    /** A client's own wish, which needs the permission to change its texts. */
    public static void requested(Participant participant, UpdateParticipantMetadata request) {
        var reason = RequestResponse.Reason.NOT_ALLOWED;
        if (participant.permissions().mayUpdateMetadata()) {
            reason =
                    wish(participant, request).apply(participant)
                            ? RequestResponse.Reason.OK
                            : RequestResponse.Reason.LIMIT_EXCEEDED;
        } else {
            participant.refusals().add("changed its texts");
        }
        boolean understood =
                reason != RequestResponse.Reason.OK || participant.client().protocol() > 14;
        if (understood) {
            participant.send(
                    SignalResponse.newBuilder()
                            .setRequestResponse(
                                    RequestResponse.newBuilder()
                                            .setRequestId(request.getRequestId())
                                            .setReason(reason)
                                            .setUpdateMetadata(request))
                            .build());
        }
    }

    /**
     * An empty text may mean "as it is" or "none": the protocol cannot tell. Client libraries send what they do not
     * change along, so a request that would otherwise change nothing wants its empty text.
     */
    private static ParticipantChange wish(
            Participant participant, UpdateParticipantMetadata request) {
        String name = request.getName();
        String metadata = request.getMetadata();
        boolean texts =
                (name.isEmpty() || name.equals(participant.name()))
                        && (metadata.isEmpty() || metadata.equals(participant.metadata()));
        boolean empties = texts && request.getAttributesMap().isEmpty();
        return new ParticipantChange(
                name.isEmpty() && !(empties && !metadata.isEmpty()) ? null : name,
                metadata.isEmpty() && !empties ? null : metadata,
                request.getAttributesMap(),
                null);
    }

    private boolean describe(Participant participant) {
        String newName = name == null ? participant.name() : name;
        String newMetadata = metadata == null ? participant.metadata() : metadata;
        var merged = new HashMap<>(participant.attributes());
        attributes.forEach(
                (key, value) -> {
                    if (value.isEmpty()) {
                        merged.remove(key);
                    } else {
                        merged.put(key, value);
                    }
                });
        if (!participant.room().settings().texts().fit(newName, newMetadata, merged)) {
            return false;
        }
        participant.describe(newName, newMetadata, merged);
        return true;
    }
}
