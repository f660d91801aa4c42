package io.mitalk.media.srtp;

import java.util.Arrays;
import java.util.Random;

/** Owned by a test. Both ends of one set of keys, and packets to send between them. */
record SrtpPair(SrtpSession client, SrtpSession server) {

    static final int SSRC = 0x1234_5678;

    static SrtpPair of(Variant variant) {
        var profile = variant.profile();
        var keys = keys(profile);
        return new SrtpPair(
                SrtpSession.create(variant.ciphers(), profile, keys, SrtpRole.CLIENT),
                SrtpSession.create(variant.ciphers(), profile, keys, SrtpRole.SERVER));
    }

    static SrtpKeys keys(SrtpProfile profile) {
        return SrtpKeys.ofExported(profile, exported(profile));
    }

    static byte[] exported(SrtpProfile profile) {
        var exported = new byte[profile.exportedBytes()];
        new Random(7).nextBytes(exported);
        return exported;
    }

    /** An RTP packet with a one-byte extension and 80 bytes of payload that depend on {@code salt}. */
    static byte[] rtp(int ssrc, long extSeq, int salt) {
        var packet = new byte[12 + 8 + 80];
        packet[0] = (byte) 0x90;
        packet[1] = 111;
        packet[2] = (byte) (extSeq >> 8);
        packet[3] = (byte) extSeq;
        Bytes.putInt(packet, 4, (int) (extSeq * 960));
        Bytes.putInt(packet, 8, ssrc);
        Bytes.putInt(packet, 12, 0xBEDE_0001);
        Bytes.putInt(packet, 16, 0x1085_0000);
        var payload = new byte[80];
        new Random(salt * 31L + extSeq).nextBytes(payload);
        System.arraycopy(payload, 0, packet, 20, 80);
        return packet;
    }

    /** A receiver report without blocks and one with. */
    static byte[] rtcp(int ssrc, int salt) {
        var packet = new byte[32];
        packet[0] = (byte) 0x81;
        packet[1] = (byte) 201;
        packet[3] = 7;
        Bytes.putInt(packet, 4, ssrc);
        Bytes.putInt(packet, 8, salt);
        return packet;
    }

    /** What the sender puts on the wire; empty when it refuses. */
    static byte[] protect(SrtpSession sender, byte[] plain, long extSeq) {
        var buf = Arrays.copyOf(plain, plain.length + SrtpSession.RTP_OVERHEAD_BYTES);
        int length = sender.protect(buf, 0, plain.length, extSeq);
        return length < 0 ? new byte[0] : Arrays.copyOf(buf, length);
    }

    static byte[] protectRtcp(SrtpSession sender, byte[] plain) {
        var buf = Arrays.copyOf(plain, plain.length + SrtpSession.RTCP_OVERHEAD_BYTES);
        return Arrays.copyOf(buf, sender.protectRtcp(buf, 0, plain.length));
    }

    /** Opens a copy; the answer is the plain length or a failure. */
    static int open(SrtpSession receiver, byte[] sealed) {
        return receiver.unprotect(sealed.clone(), 0, sealed.length);
    }

    static int openRtcp(SrtpSession receiver, byte[] sealed) {
        return receiver.unprotectRtcp(sealed.clone(), 0, sealed.length);
    }
}
