package io.mitalk.media.client;

import io.mitalk.media.overload.OverloadSettings;
import io.mitalk.media.sfu.DataSettings;
import io.mitalk.media.sfu.ForwardSettings;
import io.mitalk.media.sfu.NativeUse;
import io.mitalk.media.sfu.SfuSettings;
import io.mitalk.media.sfu.SpanSettings;
import io.mitalk.media.tcp.TcpSettings;
import java.net.InetAddress;
import java.util.List;

/** Thread-safe. Settings of an SFU for tests: one worker on a free port of 127.0.0.1, everything else as usual. */
public final class LoopbackSfu {

    private LoopbackSfu() {}

    /** With an end of patience of its own for silent transports. */
    public static SfuSettings settings(int disconnectedMs, int failedMs) {
        return settings(disconnectedMs, failedMs, OverloadSettings.off());
    }

    /** The same with a worker that gives things up when it falls behind. */
    public static SfuSettings settings(
            int disconnectedMs, int failedMs, OverloadSettings overload) {
        var loopback = InetAddress.getLoopbackAddress();
        return new SfuSettings(
                loopback,
                0,
                1,
                List.of(loopback),
                true,
                TcpSettings.OFF,
                30_000,
                disconnectedMs,
                failedMs,
                400,
                256,
                NativeUse.AUTO,
                NativeUse.AUTO,
                1,
                ForwardSettings.standard(),
                SpanSettings.standard(),
                DataSettings.standard(),
                overload);
    }
}
