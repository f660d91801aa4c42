import type { Question } from "../api/types";

/** The part `questions` of a room's channel. */
interface QuestionPart {
  readonly items?: Readonly<Record<string, Question>>;
  readonly answered?: number;
}

/** How votes stand, told in passing. */
interface QuestionCounts {
  readonly at?: string;
  readonly items?: Readonly<Record<string, Pick<Question, "votes" | "weight">>>;
}

/** What only one reader knows: own votes and questions, and for hosts who asked without a name. */
export type OwnMarks = ReadonlyMap<string, Pick<Question, "voted" | "mine" | "by">>;

/** Everything about the questions of a room that the page shows. */
export interface QuestionScene {
  /** The most wanted first, without the one that is being answered. */
  readonly waiting: readonly Question[];
  readonly answering: Question | null;
  /** How many were answered so far. */
  readonly answered: number;
}

/** The questions of the channel with the newest counts; `marks` are those of the reader. */
export function questionScene(
  parts: Readonly<Record<string, unknown>>,
  told: Readonly<Record<string, unknown>>,
  marks: OwnMarks,
): QuestionScene {
  const { items = {}, answered = 0 } = (parts.questions ?? {}) as QuestionPart;
  const counts = (told.questionVotes ?? {}) as QuestionCounts;
  const all = Object.values(items)
    .map((question) => ({ ...question, ...newer(question, counts), ...marks.get(question.id) }))
    .sort(byWeight);
  return {
    waiting: all.filter(({ state }) => state === "open"),
    answering: all.find(({ state }) => state === "answering") ?? null,
    answered,
  };
}

/** Of two counts the later one is true: the state may have come after what was told in passing. */
function newer(question: Question, counts: QuestionCounts): Partial<Question> {
  const told = counts.items?.[question.id];
  return told && (counts.at ?? "") > question.countedAt ? told : {};
}

function byWeight(a: Question, b: Question): number {
  return b.weight - a.weight || b.votes - a.votes || a.askedAt.localeCompare(b.askedAt);
}

/** Whether somebody asked without a name whom this page does not know yet. */
export function namelessIn(parts: Readonly<Record<string, unknown>>): string {
  const { items = {} } = (parts.questions ?? {}) as QuestionPart;
  return Object.values(items)
    .filter(({ nameless }) => nameless)
    .map(({ id }) => id)
    .sort()
    .join();
}
