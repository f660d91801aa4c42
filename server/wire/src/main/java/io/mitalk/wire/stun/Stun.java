package io.mitalk.wire.stun;

/** Immutable. The numbers of RFC 8489 section 18 and RFC 8445 section 16 that ICE needs. */
public final class Stun {

    /** Message type of a Binding request (class 0b00, method 1). */
    public static final int BINDING_REQUEST = 0x0001;

    /** Message type of a Binding indication (class 0b01), a keep-alive that wants no answer. */
    public static final int BINDING_INDICATION = 0x0011;

    /** Message type of a Binding success response (class 0b10). */
    public static final int BINDING_SUCCESS = 0x0101;

    /** Message type of a Binding error response (class 0b11). */
    public static final int BINDING_ERROR = 0x0111;

    /** Error: the request is malformed (RFC 8489 section 14.8). */
    public static final int BAD_REQUEST = 400;

    /** Error: the integrity of the request is missing or wrong. */
    public static final int UNAUTHENTICATED = 401;

    /** Error: an attribute that must be understood is not. */
    public static final int UNKNOWN_ATTRIBUTE = 420;

    /** Error: both agents think they have the same role (RFC 8445 section 7.3.1.1). */
    public static final int ROLE_CONFLICT = 487;

    /** Bytes of the fixed header. */
    public static final int HEADER_BYTES = 20;

    /** Bytes of a transaction id. */
    public static final int TRANSACTION_ID_BYTES = 12;

    static final int MAGIC_COOKIE = 0x2112_A442;
    static final int FINGERPRINT_XOR = 0x5354_554E;
    static final int INTEGRITY_BYTES = 20;
    static final int USERNAME_MAX_BYTES = 508;

    static final int MAPPED_ADDRESS = 0x0001;
    static final int USERNAME = 0x0006;
    static final int MESSAGE_INTEGRITY = 0x0008;
    static final int ERROR_CODE = 0x0009;
    static final int UNKNOWN_ATTRIBUTES = 0x000A;
    static final int REALM = 0x0014;
    static final int NONCE = 0x0015;
    static final int MESSAGE_INTEGRITY_SHA256 = 0x001C;
    static final int XOR_MAPPED_ADDRESS = 0x0020;
    static final int PRIORITY = 0x0024;
    static final int USE_CANDIDATE = 0x0025;
    static final int FINGERPRINT = 0x8028;
    static final int ICE_CONTROLLED = 0x8029;
    static final int ICE_CONTROLLING = 0x802A;

    /** Attributes below this must be understood, or the request is refused with 420 (RFC 8489 section 14). */
    static final int FIRST_OPTIONAL = 0x8000;

    static final int IPV4 = 0x01;
    static final int IPV6 = 0x02;

    private Stun() {}
}
