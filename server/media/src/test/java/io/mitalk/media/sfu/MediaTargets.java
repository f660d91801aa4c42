package io.mitalk.media.sfu;

import io.mitalk.kit.testing.fuzz.FuzzTarget;
import io.mitalk.kit.testing.fuzz.FuzzTargets;
import io.mitalk.media.dtls.FlightTarget;
import io.mitalk.media.dtls.RecordTarget;
import io.mitalk.media.sctp.AssociationTarget;
import io.mitalk.media.srtp.SrtpTarget;
import java.util.List;

/** Thread-safe. What reads datagrams behind the codecs, as targets. */
public final class MediaTargets implements FuzzTargets {

    @Override
    public List<FuzzTarget> targets() {
        return List.of(
                RecordTarget.records(),
                FlightTarget.flights(),
                SrtpTarget.srtp(),
                AssociationTarget.association());
    }
}
