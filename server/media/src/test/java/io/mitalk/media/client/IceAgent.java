package io.mitalk.media.client;

import io.mitalk.kit.id.Randomness;
import io.mitalk.media.sfu.IceParameters;
import io.mitalk.wire.stun.BindingRequest;
import io.mitalk.wire.stun.ShortTermKey;
import io.mitalk.wire.stun.Stun;
import io.mitalk.wire.stun.StunView;
import io.mitalk.wire.stun.StunWriter;
import java.net.InetSocketAddress;
import java.util.Arrays;

/**
 * Owned by its peer, under the peer's lock. A full ICE agent with one candidate and one pair (RFC 8445): it controls,
 * nominates with its first check, and goes on checking for consent (RFC 7675).
 */
final class IceAgent {

    static final int MAX_MESSAGE_BYTES = 512;

    private static final long PACE_NS = 50_000_000L;
    private static final long CONSENT_NS = 2_500_000_000L;

    /** Peer-reflexive, of full local preference (RFC 8445 section 5.1.2.1). */
    private static final int PRIORITY = (110 << 24) | (65_535 << 8) | 255;

    private final Randomness randomness;
    private final StunView view = new StunView();
    private final StunWriter writer = new StunWriter();
    private final byte[] transactionId = new byte[Stun.TRANSACTION_ID_BYTES];
    private IceParameters local;
    private IceParameters remote;
    private ShortTermKey localKey;
    private ShortTermKey remoteKey;
    private long nextCheckNs;
    private boolean nominated;
    private boolean controlling = true;
    private int replyLength;

    /** What a datagram meant. */
    enum Outcome {
        IGNORED,
        ANSWERED,
        REPLY
    }

    IceAgent(Randomness randomness, IceParameters local, IceParameters remote, long nowNs) {
        this.randomness = randomness;
        this.local = local;
        this.remote = remote;
        this.localKey = ShortTermKey.of(local.password());
        this.remoteKey = ShortTermKey.of(remote.password());
        this.nextCheckNs = nowNs;
    }

    void restart(IceParameters newLocal, IceParameters newRemote, long nowNs) {
        local = newLocal;
        remote = newRemote;
        localKey = ShortTermKey.of(newLocal.password());
        remoteKey = ShortTermKey.of(newRemote.password());
        moved(nowNs);
    }

    /** The pair changed, by a restart or a new local address: check it at once. */
    void moved(long nowNs) {
        nominated = false;
        nextCheckNs = nowNs;
    }

    boolean nominated() {
        return nominated;
    }

    /** When the next check is due. */
    long nextCheckNs() {
        return nextCheckNs;
    }

    boolean due(long nowNs) {
        return nowNs - nextCheckNs >= 0;
    }

    /** Writes the next check and returns its length. */
    int check(byte[] buf, long nowNs) {
        nextCheckNs = nowNs + (nominated ? CONSENT_NS : PACE_NS);
        if (nominated || Arrays.equals(transactionId, new byte[transactionId.length])) {
            randomness.nextBytes(transactionId);
        }
        var username = remote.ufrag() + ":" + local.ufrag();
        var request =
                new BindingRequest(
                        transactionId, username, PRIORITY, controlling, -1L, controlling);
        return writer.request(buf, 0, request, remoteKey);
    }

    /** Reads a datagram; when it is a check that wants an answer, that is written to {@code reply}. */
    Outcome read(byte[] buf, int len, InetSocketAddress from, byte[] reply) {
        if (!view.wrap(buf, 0, len)) {
            return Outcome.IGNORED;
        }
        return switch (view.type()) {
            case Stun.BINDING_SUCCESS -> answered();
            case Stun.BINDING_ERROR -> {
                if (view.errorCode() == Stun.ROLE_CONFLICT && view.integrityMatches(remoteKey)) {
                    controlling = !controlling;
                }
                yield Outcome.IGNORED;
            }
            case Stun.BINDING_REQUEST -> {
                if (!view.integrityMatches(localKey)) {
                    yield Outcome.IGNORED;
                }
                replyLength = writer.success(reply, 0, view, from, localKey);
                yield Outcome.REPLY;
            }
            default -> Outcome.IGNORED;
        };
    }

    int replyLength() {
        return replyLength;
    }

    private Outcome answered() {
        if (!view.transactionIdEquals(transactionId, 0) || !view.integrityMatches(remoteKey)) {
            return Outcome.IGNORED;
        }
        if (!nominated) {
            nominated = true;
            nextCheckNs += CONSENT_NS - PACE_NS;
        }
        return Outcome.ANSWERED;
    }
}
