import type { Notice } from "../api/types";
import { nameIn, textIn } from "./notices";

/** A call into a room, as its notice tells it. */
export interface PingScene {
  /** Of the notice. */
  readonly id: string;
  readonly roomId: string;
  readonly title: string;
  readonly topic: string;
  readonly by: string;
  /** Since when the room is live, ISO 8601; empty while it is not. */
  readonly liveAt: string;
  /** Hands that were up. */
  readonly queue: number;
}

export const pingKind = "room-ping";

export function pingOf({ id, data }: Pick<Notice, "id" | "data">): PingScene {
  const { queue } = data as { queue?: unknown };
  return {
    id,
    roomId: textIn(data, "roomId"),
    title: textIn(data, "title"),
    topic: textIn(data, "topic"),
    by: nameIn(data),
    liveAt: textIn(data, "liveAt"),
    queue: typeof queue === "number" ? queue : 0,
  };
}

/** The newest call that was not looked at yet; notices come newest first. */
export function pingIn(notices: readonly Notice[]): PingScene | null {
  const unread = notices.find(({ kind, readAt }) => kind === pingKind && !readAt);
  return unread ? pingOf(unread) : null;
}
