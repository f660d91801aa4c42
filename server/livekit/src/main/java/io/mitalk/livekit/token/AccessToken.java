package io.mitalk.livekit.token;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Immutable. The claims of a LiveKit token.
 *
 * @param issuer name of the key that signs it
 * @param identity of the participant, unique in a room; any text
 * @param name to show, may be empty
 * @param kind {@code standard}, {@code agent}, {@code egress} …
 * @param metadata opaque text of the application
 * @param notBefore null when it holds from the start
 */
public record AccessToken(
        String issuer,
        String identity,
        String name,
        String kind,
        String metadata,
        Map<String, String> attributes,
        VideoGrant video,
        @Nullable Instant notBefore,
        Instant expiresAt) {

    public AccessToken {
        attributes = Map.copyOf(attributes);
    }

    /** A standard participant without metadata. */
    public static AccessToken of(
            String issuer, String identity, String name, VideoGrant video, Instant expiresAt) {
        return new AccessToken(
                issuer, identity, name, "standard", "", Map.of(), video, null, expiresAt);
    }

    public AccessToken expiringAt(Instant instant) {
        return new AccessToken(
                issuer, identity, name, kind, metadata, attributes, video, notBefore, instant);
    }

    public AccessToken withVideo(VideoGrant grant) {
        return new AccessToken(
                issuer, identity, name, kind, metadata, attributes, grant, notBefore, expiresAt);
    }

    /** The same person with what it calls itself now. */
    public AccessToken describedAs(
            String newName, String newMetadata, Map<String, String> newAttributes) {
        return new AccessToken(
                issuer,
                identity,
                newName,
                kind,
                newMetadata,
                newAttributes,
                video,
                notBefore,
                expiresAt);
    }
}
