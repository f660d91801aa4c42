import type { Realtime } from "./realtime";

/** What somebody who watches a channel of the server hears (api/realtime.yaml). */
export interface ChannelSink {
  /** The whole state, at once when it is known, and after each change. `live` is false while the line is away. */
  state(state: unknown, live: boolean): void;
  /** What nobody needs to catch up on. */
  ephemeral?(key: string, data: unknown): void;
  /** The server does not show it to us, or no longer, by a problem's slug. */
  closed?(slug: string): void;
}

/** The live channels of the server. */
export type Channels = Pick<Realtime, "subscribe" | "view">;

/** Watches a channel until the function returned is called. */
export function watch(channels: Channels, name: string, sink: ChannelSink): () => void {
  const stop = channels.subscribe(name, (news, view) => {
    if (news.kind === "ephemeral") sink.ephemeral?.(news.key, news.data);
    else if (view.problem) sink.closed?.(view.problem.slug);
    else if (view.state) sink.state(view.state, view.live);
  });
  const { state, live } = channels.view(name);
  if (state) sink.state(state, live);
  return stop;
}
