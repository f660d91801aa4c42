package io.mitalk.livekit.room;

import io.mitalk.livekit.token.VideoGrant;
import java.util.List;
import java.util.Locale;
import livekit.LivekitModels.ParticipantPermission;
import livekit.LivekitModels.TrackSource;

/**
 * Immutable. What a participant may do at this moment; asked at every use, not only when it joins. The members for
 * recorders and agents are deprecated in the protocol's definition, and clients still read them.
 */
@SuppressWarnings("deprecation")
public record Permissions(ParticipantPermission proto) {

    /** What a token grants. */
    public static Permissions of(VideoGrant grant) {
        return new Permissions(
                ParticipantPermission.newBuilder()
                        .setCanPublish(grant.canPublish())
                        .setCanSubscribe(grant.canSubscribe())
                        .setCanPublishData(grant.canPublishData())
                        .addAllCanPublishSources(sources(grant.canPublishSources()))
                        .setCanUpdateMetadata(grant.canUpdateOwnMetadata())
                        .setHidden(grant.hidden())
                        .setRecorder(grant.recorder())
                        .setAgent(grant.agent())
                        .build());
    }

    public boolean mayPublish() {
        return proto.getCanPublish();
    }

    /** Whether this kind of source may be published; no list means all. */
    public boolean mayPublish(TrackSource source) {
        return proto.getCanPublish()
                && (proto.getCanPublishSourcesCount() == 0
                        || proto.getCanPublishSourcesList().contains(source));
    }

    public boolean maySendData() {
        return proto.getCanPublishData();
    }

    public boolean maySubscribe() {
        return proto.getCanSubscribe();
    }

    public boolean mayUpdateMetadata() {
        return proto.getCanUpdateMetadata();
    }

    boolean agent() {
        return proto.getAgent();
    }

    public boolean hidden() {
        return proto.getHidden();
    }

    /** Whether it serves others in the room, and neither keeps it open nor counts in it. */
    boolean serves() {
        return proto.getRecorder() || proto.getAgent();
    }

    boolean records() {
        return proto.getRecorder();
    }

    /** The grant of a renewed token. */
    VideoGrant grant(VideoGrant before) {
        return new VideoGrant(
                before.room(),
                before.roomJoin(),
                before.roomCreate(),
                before.roomList(),
                before.roomAdmin(),
                proto.getCanPublish(),
                proto.getCanSubscribe(),
                proto.getCanPublishData(),
                proto.getCanPublishSourcesList().stream()
                        .map(source -> source.name().toLowerCase(Locale.ROOT))
                        .toList(),
                proto.getCanUpdateMetadata(),
                proto.getHidden(),
                proto.getRecorder(),
                proto.getAgent());
    }

    /** A name that we do not know allows nothing, and must not turn the list into an empty one, which allows all. */
    private static List<TrackSource> sources(List<String> names) {
        return names.stream()
                .map(
                        name ->
                                switch (name.toLowerCase(Locale.ROOT)) {
                                    case "microphone" -> TrackSource.MICROPHONE;
                                    case "camera" -> TrackSource.CAMERA;
                                    case "screen_share" -> TrackSource.SCREEN_SHARE;
                                    case "screen_share_audio" -> TrackSource.SCREEN_SHARE_AUDIO;
                                    default -> TrackSource.UNKNOWN;
                                })
                .toList();
    }
}
