package io.mitalk.wire.sctp;

/** Immutable. The numbers of SCTP: chunk types, flags, parameters, causes, and the payload identifiers of WebRTC. */
public final class Sctp {

    /** What descriptions call {@code sctp-port} (RFC 8841); both ends use it. */
    public static final int PORT = 5000;

    /** Ports, verification tag and checksum (RFC 9260 section 3.1). */
    public static final int HEADER_BYTES = 12;

    /** What stands before the payload of a DATA chunk (RFC 9260 section 3.3.1). */
    public static final int DATA_HEADER_BYTES = 16;

    // Chunk types (RFC 9260 section 3.2, RFC 3758 section 3.2, RFC 6525 section 3.1).
    public static final int DATA = 0;
    public static final int INIT = 1;
    public static final int INIT_ACK = 2;
    public static final int SACK = 3;
    public static final int HEARTBEAT = 4;
    public static final int HEARTBEAT_ACK = 5;
    public static final int ABORT = 6;
    public static final int SHUTDOWN = 7;
    public static final int SHUTDOWN_ACK = 8;
    public static final int ERROR = 9;
    public static final int COOKIE_ECHO = 10;
    public static final int COOKIE_ACK = 11;
    public static final int SHUTDOWN_COMPLETE = 14;
    public static final int RE_CONFIG = 130;
    public static final int FORWARD_TSN = 192;

    // Flags of DATA.
    public static final int ENDS = 1;
    public static final int BEGINS = 2;
    public static final int UNORDERED = 4;
    public static final int IMMEDIATE = 8;

    /** Flag of ABORT and SHUTDOWN-COMPLETE: the tag is the receiver's own, reflected (RFC 9260 section 8.5.1). */
    public static final int REFLECTED = 1;

    // Parameters of INIT and INIT-ACK.
    public static final int STATE_COOKIE = 7;
    public static final int SUPPORTED_EXTENSIONS = 0x8008;
    public static final int FORWARD_TSN_SUPPORTED = 0xC000;

    /** The parameter of HEARTBEAT. */
    public static final int HEARTBEAT_INFO = 1;

    // Parameters of RE-CONFIG (RFC 6525 section 4).
    public static final int RESET_OUTGOING = 13;
    public static final int RESET_INCOMING = 14;
    public static final int RESET_RESPONSE = 16;

    // Results of a reset (RFC 6525 section 4.4).
    public static final int RESET_NOTHING_TO_DO = 0;
    public static final int RESET_PERFORMED = 1;
    public static final int RESET_DENIED = 2;
    public static final int RESET_IN_PROGRESS = 6;

    // Causes of ABORT and ERROR (RFC 9260 section 3.3.10).
    public static final int CAUSE_STALE_COOKIE = 3;
    public static final int CAUSE_OUT_OF_RESOURCE = 4;
    public static final int CAUSE_USER_ABORT = 12;
    public static final int CAUSE_PROTOCOL_VIOLATION = 13;

    // Payload protocol identifiers (RFC 8831 section 8).
    public static final int PPID_DCEP = 50;
    public static final int PPID_STRING = 51;
    public static final int PPID_BINARY = 53;
    public static final int PPID_STRING_EMPTY = 56;
    public static final int PPID_BINARY_EMPTY = 57;

    private Sctp() {}

    /** A length with the padding that follows it on the wire: chunks and parameters begin on four bytes. */
    public static int padded(int length) {
        return length + 3 & ~3;
    }
}
