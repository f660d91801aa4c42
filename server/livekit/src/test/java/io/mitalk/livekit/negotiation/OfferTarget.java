package io.mitalk.livekit.negotiation;

import static io.mitalk.kit.testing.fuzz.FuzzTarget.must;

import io.mitalk.kit.testing.fuzz.FuzzTarget;
import io.mitalk.wire.sdp.Attribute;
import io.mitalk.wire.sdp.MediaSection;
import io.mitalk.wire.sdp.SdpException;
import io.mitalk.wire.sdp.SessionDescription;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Thread-safe. What is taken out of a client's offer, and what of it is said again, as a target. */
public final class OfferTarget {

    private static final int INPUTS = 8_000;

    /** The description that is read, and that which is made of it. */
    private static final int SPARE_BYTES = 1 << 20;

    private OfferTarget() {}

    public static FuzzTarget offer() {
        return FuzzTarget.of("offer", offers(), OfferTarget::answered)
                .sparing(SPARE_BYTES)
                .trying(INPUTS);
    }

    private static boolean answered(byte[] input) {
        SessionDescription offer;
        try {
            offer = SessionDescription.parse(new String(input, StandardCharsets.UTF_8));
        } catch (SdpException e) {
            return false;
        }
        Described.remote(offer);
        var sections = new ArrayList<MediaSection>();
        for (var section : offer.media()) {
            int opus = section.payloadType("opus", 48_000);
            must(opus >= -1 && opus <= 127, "a payload type");
            section.direction();
            section.ssrc();
            section.extensionId(Attribute.ExtMap.MID);
            must(Described.maxPacketMs(section) >= 0, "a length");
            sections.add(
                    section.isRejected()
                            ? MediaSection.rejected(section)
                            : Described.inactive(section, List.of()));
        }
        var session = Described.session(offer.media().stream().map(MediaSection::mid).toList());
        return !new SessionDescription(offer.origin(), session, sections).write().isEmpty();
    }

    private static List<byte[]> offers() {
        return Stream.of("chromium-placeholders", "chromium-microphone", "rust-sdk-microphone")
                .map(name -> resource("/offers/" + name + ".sdp"))
                .toList();
    }

    private static byte[] resource(String path) {
        try (var in = OfferTarget.class.getResourceAsStream(path)) {
            return Objects.requireNonNull(in, path).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
