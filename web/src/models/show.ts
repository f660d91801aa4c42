import type { FloorMode, Show, ShowPair, ShowPart, ShowSegment, ShowWish } from "../api/types";

/** What the room goes through, of the parts that nouns add to its channel; null without an agenda. */
export function showOf(parts: Readonly<Record<string, unknown>>): Show | null {
  return (parts.show as Show | null | undefined) ?? null;
}

/** The segment that runs now. */
export function runningOf(show: Show): ShowSegment | undefined {
  return show.segments.find(({ place }) => place === show.current);
}

/** Those after it. */
export function comingOf(show: Show): readonly ShowSegment[] {
  return show.segments.filter(({ began }) => began === undefined);
}

/** Where the running segment stands. */
export interface Progress {
  /** 0 to 1, of the planned time. */
  readonly used: number;
  /** Until it goes over to the next; 0 when only the running turn holds it up. */
  readonly leftSeconds: number;
  /** Beyond what was planned. */
  readonly overSeconds: number;
}

export function progressOf(segment: ShowSegment, endsAt: string | undefined, nowMs: number): Progress {
  const gone = Math.max(0, (nowMs - Date.parse(segment.began ?? "")) / 1000 || 0);
  const left = endsAt === undefined ? 0 : (Date.parse(endsAt) - nowMs) / 1000;
  return {
    used: Math.min(1, gone / Math.max(1, segment.plannedSeconds)),
    leftSeconds: Math.max(0, Math.ceil(left)),
    overSeconds: Math.max(0, Math.floor(gone - segment.plannedSeconds)),
  };
}

/** A segment while a host makes up an agenda; `part` is empty where it has a title of its own. */
export interface Draft {
  readonly id: number;
  readonly part: ShowPart;
  readonly title: string;
  readonly mode: FloorMode;
  readonly boxSeconds: number;
  readonly minutes: number;
}

export function draftOf(segment: ShowSegment): Draft {
  const { place, part, title, mode, boxSeconds, plannedSeconds } = segment;
  return { id: place, part, title, mode, boxSeconds, minutes: plannedSeconds / 60 };
}

const emptyBox = 120;
const emptyMinutes = 10;

export const emptyDraft: Omit<Draft, "id"> = {
  part: "",
  title: "",
  mode: "queue",
  boxSeconds: emptyBox,
  minutes: emptyMinutes,
};

const shortestTitle = 2;

/** Whether a host could set this agenda. */
export function ready(drafts: readonly Draft[]): boolean {
  return (
    drafts.length > 0 &&
    drafts.every(
      ({ part, title, minutes }) => minutes >= 0.5 && (part !== "" || title.trim().length >= shortestTitle),
    )
  );
}

export function wishOf({ part, title, mode, boxSeconds, minutes }: Draft): ShowWish {
  const named = part === "" ? { title: title.trim() } : { part };
  return { ...named, mode, boxSeconds, seconds: Math.round(minutes * 60) };
}

/** How long all of them are to be. */
export function minutesOf(segments: readonly { readonly plannedSeconds: number }[]): number {
  return Math.round(segments.reduce((sum, { plannedSeconds }) => sum + plannedSeconds, 0) / 60);
}

const good = 75;
const fair = 50;

/** How well the time was used, in a word. */
export function verdictOf(index: number): "good" | "fair" | "poor" {
  return index >= good ? "good" : index >= fair ? "fair" : "poor";
}

/** Whether the format pairs somebody who is asked with somebody who asks. */
export function pairs({ format }: Show): boolean {
  return format === "ama" || format === "dialogue";
}

/** The pair with another person in one of its places, nobody for an empty id; nobody is in both. */
export function pairWith(show: Show, place: keyof ShowPair, id: string): ShowPair {
  const { expert, interviewer } = show;
  const all = { expert: expert?.id, interviewer: interviewer?.id, [place]: id };
  const kept = Object.entries(all).filter(([key, one]) => one && (key === place || one !== id));
  return Object.fromEntries(kept) as ShowPair;
}
