package io.mitalk.wire.rtcp;

/** Immutable. Packet types (RFC 3550 section 12.1, RFC 4585 section 6.1) and sizes. */
public final class Rtcp {

    /** Sender report. */
    public static final int SR = 200;

    /** Receiver report. */
    public static final int RR = 201;

    /** Source description. */
    public static final int SDES = 202;

    /** Goodbye. */
    public static final int BYE = 203;

    /** Application-defined. */
    public static final int APP = 204;

    /** Transport-layer feedback; its count field is the format. */
    public static final int RTPFB = 205;

    /** Payload-specific feedback. */
    public static final int PSFB = 206;

    /** Format of a generic NACK in {@link #RTPFB}. */
    public static final int NACK_FORMAT = 1;

    /** Bytes of one report block. */
    public static final int BLOCK_BYTES = 24;

    static final int CNAME = 1;
    static final int SR_BYTES = 28;
    static final int RR_BYTES = 8;
    static final int FEEDBACK_BYTES = 12;

    private Rtcp() {}
}
