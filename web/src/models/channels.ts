/** What somebody who watches a channel of the server hears (api/realtime.yaml). */
export interface ChannelSink {
  /** The channel's whole state, after each change; the client has merged the patches. */
  state(state: unknown): void;
  /** What nobody needs to catch up on. */
  ephemeral?(key: string, data: unknown): void;
  /** The server closed it to us, by a problem's slug. */
  closed?(slug: string): void;
}

/** The live channels of the server; comes back by itself after a lost line. */
export interface Channels {
  /** Watches a channel until the function returned is called. */
  watch(channel: string, sink: ChannelSink): () => void;
}
