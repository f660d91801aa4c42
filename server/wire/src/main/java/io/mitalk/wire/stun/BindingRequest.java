package io.mitalk.wire.stun;

/**
 * Immutable. What a connectivity check says (RFC 8445 section 7.2.2).
 *
 * @param transactionId 12 random bytes, not copied
 * @param username {@code receiver's fragment:sender's fragment}, ASCII
 * @param priority of the peer-reflexive candidate that the check may discover
 * @param controlling the sender's role
 * @param tieBreaker of that role
 * @param useCandidate whether the pair is nominated
 */
@SuppressWarnings("ArrayRecordComponent") // a value passed on to the writer, never compared
public record BindingRequest(
        byte[] transactionId,
        String username,
        int priority,
        boolean controlling,
        long tieBreaker,
        boolean useCandidate) {}
