package io.mitalk.media.sfu;

import io.mitalk.kit.id.Randomness;
import io.mitalk.kit.time.Clock;
import io.mitalk.media.srtp.Ciphers;
import io.mitalk.media.udp.Egress;
import io.mitalk.wire.rtp.RtpHeader;

/**
 * Owned by the worker thread, except that {@code clock}, {@code randomness}, {@code settings}, {@code commands} and
 * what {@code relays} says of itself are thread-safe. What the things of one worker share.
 */
record WorkerContext(
        SfuSettings settings,
        Clock clock,
        Randomness randomness,
        DtlsDoor dtls,
        CommandQueue commands,
        Counters counters,
        Egress egress,
        Ciphers ciphers,
        TimerQueue timers,
        AddressBook addresses,
        Relays relays,
        NackLoop nacks,
        MergeLoop merges,
        Overload overload,
        RtpHeader header,
        AudioPacket repair) {}
