package io.mitalk.wire.sdp;

import io.mitalk.wire.sdp.Attribute.Flag;
import io.mitalk.wire.sdp.Attribute.Group;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Immutable. An offer or an answer (RFC 8866; RFC 9429 section 5).
 *
 * @param origin who wrote it, and which version it is
 * @param attributes of the session, in the order in which they stand
 * @param media the sections, whose order and number never shrinks over a connection's life
 */
public record SessionDescription(
        Origin origin, List<Attribute> attributes, List<MediaSection> media) {

    /** Copies the lists. */
    public SessionDescription {
        attributes = List.copyOf(attributes);
        media = List.copyOf(media);
    }

    /**
     * Reads a description, with the limits of {@link SdpParser}: lines may end with LF alone.
     *
     * @throws SdpException when it is too large, broken, or gives two sections the same mid
     */
    public static SessionDescription parse(String text) {
        return new SdpParser(text).parse();
    }

    /** The text, lines ending with CRLF. */
    public String write() {
        return SdpWriter.write(this);
    }

    /** The section with that mid, null when there is none. */
    public @Nullable MediaSection section(String mid) {
        for (MediaSection section : media) {
            if (section.mid().equals(mid)) {
                return section;
            }
        }
        return null;
    }

    /** Mids of the BUNDLE group, its tag first; empty without a group. */
    public List<String> bundle() {
        for (Group group : Attributes.all(attributes, Group.class)) {
            if (group.semantics().equals("BUNDLE")) {
                return group.mids();
            }
        }
        return List.of();
    }

    /** Whether a session attribute without value is there, for example {@link Attribute#ICE_LITE}. */
    public boolean has(Flag flag) {
        return attributes.contains(flag);
    }

    /** The first session attribute of a type, null when there is none. */
    public <A extends Attribute> @Nullable A first(Class<A> type) {
        return Attributes.first(attributes, type);
    }

    /**
     * What holds for the whole bundled transport, such as ICE credentials, fingerprint and set-up role: taken from the
     * BUNDLE tag's section, else from the session, else from the first section that has it; null when none does.
     */
    public <A extends Attribute> @Nullable A transport(Class<A> type) {
        List<String> bundle = bundle();
        MediaSection tag = bundle.isEmpty() ? null : section(bundle.getFirst());
        A found = tag == null ? null : tag.first(type);
        if (found == null) {
            found = first(type);
        }
        for (int i = 0; found == null && i < media.size(); i++) {
            found = media.get(i).first(type);
        }
        return found;
    }
}
