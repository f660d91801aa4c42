import type { Question } from "../../src/api/types";
import { card, minutes } from "./hallFixtures";

function question(index: number, part: Partial<Question>): Question {
  return {
    id: `q-${index}`,
    state: "open",
    nameless: false,
    by: card(index),
    askedAt: minutes(-index),
    votes: 0,
    weight: 0,
    countedAt: minutes(-1),
    ...part,
  };
}

const answering = question(2, {
  state: "answering",
  text: "How do you find out which of two hundred microphones hums, without stopping the show?",
  votes: 31,
  weight: 28,
  answering: { by: card(1), began: minutes(-0.7) },
});

const { by: _, ...unsigned } = question(4, {
  text: "我刚入行，想问一个可能很傻的问题：为什么不直接把采样率调高？",
  nameless: true,
  votes: 12,
  weight: 12,
});

const waiting: readonly Question[] = [
  question(3, {
    text: "你们怎么向不做技术的人解释延迟？有没有一句话就能讲明白的说法？",
    votes: 24,
    weight: 20,
  }),
  unsigned,
  question(6, { text: "What would you not do again?", votes: 3, weight: 3 }),
];

const part = (items: readonly Question[], answered: number) => ({
  questions: { answered, items: Object.fromEntries(items.map((one) => [one.id, one])) },
});

/** What waits, and what is being answered besides. */
export const asked = part(waiting, 2);
export const beingAnswered = part([answering, ...waiting], 2);

/** The same for one reader, who voted for the first and asked the last. */
export const ownQuestions = {
  items: waiting.map((one) => ({ ...one, voted: one.id === "q-3", mine: one.id === "q-6" })),
};
