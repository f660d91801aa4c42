package io.mitalk.livekit;

import io.mitalk.kit.testing.fuzz.FuzzTarget;
import io.mitalk.kit.testing.fuzz.FuzzTargets;
import io.mitalk.livekit.data.PacketTarget;
import io.mitalk.livekit.json.TwirpTargets;
import io.mitalk.livekit.negotiation.OfferTarget;
import io.mitalk.livekit.signal.SignalTargets;
import io.mitalk.livekit.token.TokenTargets;
import java.util.List;
import java.util.stream.Stream;

/** Thread-safe. What clients and programs say, as targets. */
public final class LiveKitTargets implements FuzzTargets {

    @Override
    public List<FuzzTarget> targets() {
        return Stream.of(
                        TokenTargets.all(),
                        SignalTargets.all(),
                        Stream.of(OfferTarget.offer(), PacketTarget.packet()),
                        TwirpTargets.all())
                .flatMap(targets -> targets)
                .toList();
    }
}
