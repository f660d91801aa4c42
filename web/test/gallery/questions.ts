import type { Ledger, Note, Question } from "../../src/api/types";
import { card, minutes } from "./hallFixtures";

/** A recording without a sound, from nowhere, as the page's policy allows it. */
const silence = URL.createObjectURL(
  new Blob(
    [
      Uint8Array.from(atob("UklGRiYAAABXQVZFZm10IBAAAAABAAEAQB8AAIA+AAACABAAZGF0YQIAAAAAAA=="), (c) =>
        c.charCodeAt(0),
      ),
    ],
    {
      type: "audio/wav",
    },
  ),
);

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

const past = (question: Question): Question => ({ ...question, state: "answered" });
const [first, second, third] = waiting as [Question, Question, Question];

/** What remains of it: one answer in the room, one recorded afterwards, one that still waits for the reader's. */
export const ledger: Ledger = {
  coverage: 0.78,
  votes: 39,
  answeredVotes: 36,
  asked: 3,
  answered: 2,
  answerUntil: minutes(8_000),
  items: [
    {
      question: past(first),
      left: false,
      mayAnswer: false,
      answers: [
        { id: "a-1", by: card(1), hat: "十二年语音编解码", at: minutes(-20), from: 754, to: 871.5 },
        { id: "a-2", by: card(4), at: minutes(-18), from: 871.5, to: 902 },
      ],
    },
    {
      question: past(second),
      left: true,
      mayAnswer: true,
      answers: [
        {
          id: "a-3",
          by: card(6),
          at: minutes(-2),
          voiceUrl: silence,
          voiceSeconds: 47,
        },
      ],
    },
    { question: third, left: true, mayAnswer: true, answers: [] },
  ],
};

const spokenNote: Note = {
  id: "n-1",
  by: card(7),
  voiceUrl: silence,
  voiceSeconds: 17,
  sentAt: minutes(-3),
};

/** Two notes that wait, for the hosts. */
export const notes = {
  items: [
    spokenNote,
    { id: "n-2", by: card(3), text: "后排听不清王老师，能不能靠近一点麦克风？", sentAt: minutes(-2) },
  ] satisfies readonly Note[],
};

export const notesWait = { notes: { waiting: 2, onAir: null } };
export const noteOnAir = {
  notes: { waiting: 0, onAir: { ...notes.items[1], airedAt: minutes(-0.1) } },
};
