package io.mitalk.livekit.room;

import io.mitalk.livekit.negotiation.OfferedTracks.Claim;
import java.util.ArrayList;
import java.util.List;
import livekit.LivekitModels.AudioTrackFeature;
import livekit.LivekitModels.SimulcastCodecInfo;
import livekit.LivekitModels.TrackInfo;
import livekit.LivekitModels.TrackSource;
import livekit.LivekitModels.TrackType;
import livekit.LivekitRtc.AddTrackRequest;

/**
 * Thread-safe. From what a client announces to what others are told of a track. The members for stereo and
 * discontinuous transmission are deprecated in the protocol's definition; every client library still sends and reads
 * them.
 */
@SuppressWarnings("deprecation")
final class TrackDescription {

    private TrackDescription() {}

    static TrackInfo of(AddTrackRequest request, String trackSid) {
        boolean screen = request.getSource() == TrackSource.SCREEN_SHARE_AUDIO;
        var features = new ArrayList<>(known(request.getAudioFeaturesList()));
        if (request.getStereo() && !features.contains(AudioTrackFeature.TF_STEREO)) {
            features.add(AudioTrackFeature.TF_STEREO);
        }
        if (request.getDisableDtx() && !features.contains(AudioTrackFeature.TF_NO_DTX)) {
            features.add(AudioTrackFeature.TF_NO_DTX);
        }
        String usual = screen ? "screen" : "camera";
        return TrackInfo.newBuilder()
                .setSid(trackSid)
                .setType(TrackType.AUDIO)
                .setName(request.getName())
                .setMuted(request.getMuted())
                .setSource(request.getSource())
                .setStream(request.getStream().isEmpty() ? usual : request.getStream())
                .setDisableDtx(request.getDisableDtx())
                .setDisableRed(request.getDisableRed())
                .setStereo(request.getStereo())
                .setEncryption(request.getEncryption())
                .addAllAudioFeatures(features)
                .addCodecs(SimulcastCodecInfo.newBuilder().setCid(request.getCid()))
                .build();
    }

    /** Each once, and none that the protocol does not have: what is told of a track goes to everybody. */
    static List<AudioTrackFeature> known(List<AudioTrackFeature> features) {
        return features.stream()
                .filter(feature -> feature != AudioTrackFeature.UNRECOGNIZED)
                .distinct()
                .toList();
    }

    static boolean stereo(TrackInfo info) {
        return info.getStereo();
    }

    static boolean disablesRed(TrackInfo info) {
        return info.getDisableRed();
    }

    /** What the answer says to the sender of this track. */
    static Claim claim(TrackInfo info) {
        if (info.getStereo()) {
            return info.getDisableDtx() ? Claim.STEREO_NO_DTX : Claim.STEREO;
        }
        return info.getDisableDtx() ? Claim.MONO_NO_DTX : Claim.MONO;
    }
}
