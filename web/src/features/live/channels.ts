import { createContext, useContext, useEffect, useRef } from "react";
import type { ChannelSink, Channels } from "../../models/channels";

const silent: Channels = { watch: () => () => undefined };

/** The live channels of the server; silent where the page has none, as in tests of single screens. */
export const ChannelsContext = createContext<Channels>(silent);

export function useChannels(): Channels {
  return useContext(ChannelsContext);
}

/** Watches one channel as long as the component stands; null watches nothing. */
export function useChannel(channel: string | null, sink: ChannelSink): void {
  const channels = useChannels();
  const latest = useRef(sink);
  useEffect(() => {
    latest.current = sink;
  });
  useEffect(() => {
    if (channel === null) return;
    return channels.watch(channel, {
      state: (state) => latest.current.state(state),
      ephemeral: (key, data) => latest.current.ephemeral?.(key, data),
      closed: (slug) => latest.current.closed?.(slug),
    });
  }, [channel, channels]);
}
