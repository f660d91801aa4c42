import type { VisitView } from "./roomScene";

/** How many voices object to each exception from the queue, the part `lifts` of a room's channel. */
interface Lifts {
  readonly at: string;
  readonly count: number;
  readonly items: Readonly<Record<string, number>>;
}

const none: Lifts = { at: "", count: 0, items: {} };

/** As it was told last, in the state or in passing. */
export function liftsOf({ parts, told }: Pick<VisitView, "parts" | "told">): Lifts {
  const part = (parts.lifts as Lifts | undefined) ?? none;
  const passing = (told.lifts as Lifts | undefined) ?? none;
  return passing.at > part.at ? passing : part;
}
