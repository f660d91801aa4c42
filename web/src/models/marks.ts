import type { Beat, Comment, MarkKind, Pin, ReactionWish } from "../api/types";
import type { VisitView } from "./roomScene";

export type Reaction = ReactionWish["kind"];

/** In the order of the bar. */
export const reactions: readonly Reaction[] = ["agree", "unclear", "faster", "source"];

/** The reactions that everybody sees counted. */
export const counted = ["agree", "unclear", "faster"] as const;

export const markKinds: readonly MarkKind[] = ["useful", "decision", "action"];

type Seen = Pick<VisitView, "parts" | "told">;

/** How many reacted lately, as it was told last. */
export function lately({ told }: Seen): Beat | null {
  const beat = told.reactions as Partial<Beat> | undefined;
  if (!beat) return null;
  const { second = 0, agree = 0, unclear = 0, faster = 0 } = beat;
  return { second, agree, unclear, faster };
}

/** The evidence pinned so far, the first one first. */
export function pinsOf({ parts }: Seen): readonly Pin[] {
  const { pins = {} } = (parts.marks ?? {}) as { pins?: Readonly<Record<string, Pin>> };
  return Object.values(pins).sort((a, b) => a.second - b.second || a.id.localeCompare(b.id));
}

/** How many lines the minutes have by now, as it was told last. */
export function linesSoFar({ told }: Seen): number {
  return (told.marks as { count?: number } | undefined)?.count ?? 0;
}

/** The newest comments, as they were told last; null before the first. */
export function newestComments({ told }: Seen): readonly Comment[] | null {
  return (told.comments as { items?: readonly Comment[] } | undefined)?.items ?? null;
}

/** All comments: those that were loaded, with what was told since. What was told wins where both speak. */
export function merged(loaded: readonly Comment[], told: readonly Comment[] | null): readonly Comment[] {
  const [first] = told ?? [];
  if (!told || first === undefined) return loaded;
  const newer = new Set(told.map(({ id }) => id));
  const known = (comment: Comment) => comment.second < first.second || newer.has(comment.id);
  const kept = loaded.filter(known).filter(({ id }) => !newer.has(id));
  return [...kept, ...told].sort((a, b) => a.second - b.second || a.id.localeCompare(b.id));
}

/** Whether one may leave something on this room's time now. */
export function mayMark({ head, you }: Pick<VisitView, "head" | "you">): boolean {
  return head?.phase === "live" && you !== null && you.role !== "guest";
}

/** A room's time in equal stretches, each with its reactions. */
export function stretches(beats: readonly Beat[], seconds: number, count: number): readonly Beat[] {
  const length = Math.max(1, seconds) / count;
  const parts = Array.from({ length: count }, (_, at) => ({
    second: Math.round(at * length),
    agree: 0,
    unclear: 0,
    faster: 0,
  }));
  for (const beat of beats) {
    const part = parts[Math.min(count - 1, Math.floor(beat.second / length))];
    if (!part) continue;
    for (const kind of counted) part[kind] += beat[kind];
  }
  return parts;
}

/** Where most people said the same within ten seconds. */
export interface Peak {
  readonly kind: (typeof counted)[number];
  readonly second: number;
  readonly count: number;
}

const peakSeconds = 10;

/** The highest of each kind, without what nobody said; the earlier one of two that are equal. */
export function peaks(beats: readonly Beat[]): readonly Peak[] {
  return counted.flatMap((kind) => {
    let best: Peak = { kind, second: 0, count: 0 };
    let first = 0;
    let count = 0;
    for (const { second, [kind]: more } of beats) {
      count += more;
      for (let old = beats[first]; old && old.second <= second - peakSeconds; old = beats[++first])
        count -= old[kind];
      if (count > best.count) best = { kind, second: beats[first]?.second ?? second, count };
    }
    return best.count > 0 ? [best] : [];
  });
}
