package io.mitalk.livekit.proto;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import livekit.LivekitModels.ParticipantTracks;
import livekit.LivekitRtc.SignalRequest;
import livekit.LivekitRtc.SyncState;
import livekit.LivekitRtc.UpdateSubscription;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What of protobuf is let through to its parser. */
class WeightTest {

    private static void check(Message message) throws InvalidProtocolBufferException {
        Weight.check(message.getDescriptorForType(), message.toByteArray());
    }

    @Test
    @DisplayName("The longest lists that clients send pass: names and sids are worth their bytes")
    void honest() {
        var update = UpdateSubscription.newBuilder();
        var state = SyncState.newBuilder();
        for (int i = 0; i < 5_000; i++) {
            String sid = "TR_%012d".formatted(i);
            state.addTrackSidsDisabled(sid);
            update.addTrackSids(sid)
                    .addParticipantTracks(
                            ParticipantTracks.newBuilder()
                                    .setParticipantSid(sid)
                                    .addTrackSids(sid));
        }
        var first = SignalRequest.newBuilder().setSubscription(update).build();
        var second = SignalRequest.newBuilder().setSyncState(state).build();
        assertThatCode(() -> check(first)).doesNotThrowAnyException();
        assertThatCode(() -> check(second)).doesNotThrowAnyException();
    }

    @Test
    @DisplayName(
            "[S15] a message of nothing but empty or unknown parts is refused before it is parsed")
    void hollow() {
        var empty = UpdateSubscription.newBuilder();
        var texts = UpdateSubscription.newBuilder();
        var unknown = UnknownFieldSet.newBuilder();
        for (int i = 0; i < 20_000; i++) {
            empty.addParticipantTracks(ParticipantTracks.getDefaultInstance());
            texts.addTrackSids("");
            unknown.mergeVarintField(100 + i, 1);
        }
        for (var message :
                new Message[] {
                    empty.build(),
                    texts.build(),
                    UpdateSubscription.newBuilder().setUnknownFields(unknown.build()).build()
                }) {
            assertThatThrownBy(() -> check(message))
                    .isInstanceOf(InvalidProtocolBufferException.class);
        }
    }

    @Test
    @DisplayName("What is cut, has no field's number or holds a group is refused")
    void broken() {
        byte[] cut = {0x1A, 5, 1};
        byte[] group = {0x0B, 0x0C};
        for (var message : new byte[][] {cut, group, new byte[20]}) {
            assertThatThrownBy(() -> Weight.check(SignalRequest.getDescriptor(), message))
                    .isInstanceOf(InvalidProtocolBufferException.class);
        }
    }
}
