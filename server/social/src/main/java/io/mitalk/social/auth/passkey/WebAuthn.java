package io.mitalk.social.auth.passkey;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.util.exception.WebAuthnException;
import java.util.List;

/**
 * Thread-safe. The two ceremonies of WebAuthn Level 3, sections 7.1 and 7.2. The holder must have been verified (by
 * finger, face or PIN), since a passkey is all that is asked for. Attestation is not: which make an authenticator has
 * is nobody's business.
 */
public final class WebAuthn {

    private static final List<PublicKeyCredentialParameters> ALGORITHMS =
            List.of(
                    new PublicKeyCredentialParameters(
                            PublicKeyCredentialType.PUBLIC_KEY, COSEAlgorithmIdentifier.ES256),
                    new PublicKeyCredentialParameters(
                            PublicKeyCredentialType.PUBLIC_KEY, COSEAlgorithmIdentifier.EdDSA),
                    new PublicKeyCredentialParameters(
                            PublicKeyCredentialType.PUBLIC_KEY, COSEAlgorithmIdentifier.RS256));

    private final ObjectConverter objects = new ObjectConverter();
    private final AttestedCredentialDataConverter credentials =
            new AttestedCredentialDataConverter(objects);
    private final WebAuthnManager manager = WebAuthnManager.createNonStrictWebAuthnManager(objects);

    /** COSE numbers of the algorithms that we take, the preferred one first. */
    public static List<Long> algorithms() {
        return ALGORITHMS.stream().map(parameters -> parameters.getAlg().getValue()).toList();
    }

    /**
     * Verifies a new passkey.
     *
     * @param json RegistrationResponseJSON as the browser's {@code toJSON} wrote it
     * @param challenge URL-safe Base64
     * @throws PasskeyRefused when it is not what was asked for
     */
    public Credential register(String json, String challenge, Site site) throws PasskeyRefused {
        try {
            var data =
                    manager.verifyRegistrationResponseJSON(
                            json,
                            new RegistrationParameters(
                                    property(challenge, site), ALGORITHMS, true, true));
            var attestation = data.getAttestationObject();
            if (attestation == null) {
                throw new PasskeyRefused("no attestation object");
            }
            var authenticator = attestation.getAuthenticatorData();
            var attested = authenticator.getAttestedCredentialData();
            if (attested == null) {
                throw new PasskeyRefused("no credential");
            }
            return new Credential(
                    Credential.text(attested.getCredentialId()),
                    Credential.text(credentials.convert(attested)),
                    authenticator.getSignCount());
        } catch (WebAuthnException | IllegalArgumentException e) {
            throw new PasskeyRefused(e.getClass().getSimpleName());
        }
    }

    /**
     * Verifies that the holder of a passkey answered the challenge, and returns the new counter.
     *
     * @param json AuthenticationResponseJSON
     * @param challenge URL-safe Base64
     * @throws PasskeyRefused when it was somebody else, another challenge or page, or a copied authenticator
     */
    public long authenticate(String json, String challenge, Site site, Credential known)
            throws PasskeyRefused {
        try {
            var record =
                    new CredentialRecordImpl(
                            new NoneAttestationStatement(),
                            null,
                            null,
                            null,
                            known.counter(),
                            credentials.convert(known.dataBytes()),
                            null,
                            null,
                            null,
                            null);
            var data =
                    manager.verifyAuthenticationResponseJSON(
                            json,
                            new AuthenticationParameters(
                                    property(challenge, site), record, null, true, true));
            var authenticator = data.getAuthenticatorData();
            if (authenticator == null) {
                throw new PasskeyRefused("no authenticator data");
            }
            return authenticator.getSignCount();
        } catch (WebAuthnException | IllegalArgumentException e) {
            throw new PasskeyRefused(e.getClass().getSimpleName());
        }
    }

    private static ServerProperty property(String challenge, Site site) {
        return ServerProperty.builder()
                .origin(new Origin(site.origin()))
                .rpId(site.rpId())
                .challenge(new DefaultChallenge(challenge))
                .build();
    }
}
