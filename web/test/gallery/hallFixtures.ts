import type {
  Hallway,
  LiftView,
  Me,
  Notice,
  PersonCard,
  Proposal,
  QueueRow,
  Recording,
  RoomCard,
  Topic,
} from "../../src/api/types";

const names = [
  ["lin", "林晓岚"],
  ["maya", "Maya Okafor"],
  ["wang", "王建国"],
  ["tomas", "Tomás Ferreira"],
  ["chen", "陈思远"],
  ["ingrid", "Ingrid Solheim"],
  ["zhaomin", "赵敏"],
  ["priya", "Priya Raman"],
  ["ouyang", "欧阳文静"],
  ["jb", "Jean-Baptiste Lefèvre-Moreau"],
  ["zhou", "周涛"],
  ["noor", "Noor"],
] as const;

/** Minutes from now, as the contract writes times; fixtures are drawn by the real clock. */
export const minutes = (count: number): string => new Date(Date.now() + count * 60_000).toISOString();

export function card(index: number): PersonCard {
  const [handle, displayName] = names[index % names.length] ?? names[0];
  return { id: `p-${index}`, handle, displayName };
}

export const me: Me = {
  ...card(0),
  state: "active",
  email: "lin@example.com",
  emailConfirmed: true,
  language: "zh",
  operator: false,
  credits: 2,
  about: "",
  inviter: card(1),
  passkeys: 0,
  createdAt: minutes(-60_000),
};

const audio = { id: "t-audio", title: "语音系统" };
const clinics = { id: "t-clinics", title: "Rural clinics" };
const law = { id: "t-law", title: "Contract law for people who build things with other people" };

export function roomCard(part: Partial<RoomCard> = {}): RoomCard {
  return {
    id: "r-1",
    title: "语音系统夜谈 · Opus in the wild",
    topic: audio,
    visibility: "public",
    language: "zh",
    phase: "live",
    host: card(1),
    speakers: [1, 4, 6].map(card),
    listeners: 37,
    openedAt: minutes(-48),
    liveAt: minutes(-41),
    ...part,
  };
}

const live: readonly RoomCard[] = [
  roomCard(),
  roomCard({
    id: "r-2",
    title: "What a village clinic needs from software, and what it never gets",
    topic: clinics,
    language: "en",
    host: card(7),
    speakers: [7, 9, 5, 3, 11].map(card),
    pair: { expert: card(9), as: "Vaccinologist, twelve years in rural clinics", interviewer: card(7) },
    listeners: 1284,
    visibility: "members",
    liveAt: minutes(-132),
  }),
  roomCard({
    id: "r-3",
    title: "合同里最贵的一句话",
    topic: law,
    host: card(8),
    speakers: [card(8)],
    listeners: 1,
    liveAt: minutes(-2),
  }),
];

const proposed: readonly Proposal[] = [
  {
    id: "q-1",
    title: "第一次做主持：怎么让人愿意开口",
    topic: audio,
    language: "zh",
    by: card(6),
    startsAt: minutes(190),
    interested: 2,
    needed: 3,
    youCome: false,
    state: "open",
  },
  {
    id: "q-2",
    title: "Night shifts and sleep: five nurses compare notes",
    topic: clinics,
    language: "en",
    by: { ...card(0) },
    startsAt: minutes(60 * 26),
    interested: 4,
    needed: 3,
    youCome: true,
    state: "set",
  },
];

const ended: readonly RoomCard[] = [
  roomCard({
    id: "r-8",
    title: "怎样读一份年报",
    phase: "ended",
    host: card(10),
    liveAt: minutes(-300),
    endedAt: minutes(-229),
  }),
  roomCard({
    id: "r-9",
    title: "Ten years of on-call, in ten minutes",
    language: "en",
    phase: "ended",
    host: card(5),
    liveAt: minutes(-420),
    endedAt: minutes(-260),
  }),
];

/** What can be heard of a room of 41 minutes. */
export const recording: Recording = {
  state: "off",
  ready: true,
  agreed: true,
  tracks: [1, 4, 6].map((index) => ({
    id: `v-${index}`,
    speaker: card(index),
    began: minutes(-41),
    second: index * 7,
    seconds: 2_400,
    url: `/api/rooms/r-1/recording/v-${index}`,
  })),
  turns: [1, 4, 1, 9, 4, 1].map((index, place) => ({
    speaker: card(index),
    second: 12 + place * 331,
    seconds: 120,
  })),
};

export const hallway: Hallway = { live, proposed, ended };
export const emptyHallway: Hallway = { live: [], proposed: [], ended: [] };

export const topics: readonly Topic[] = [
  { ...audio, language: "zh", live: 1, proposed: 1 },
  { ...clinics, language: "en", live: 1, proposed: 1 },
  { ...law, language: "en", live: 1, proposed: 0 },
  { id: "t-4", title: "种树", language: "zh", live: 0, proposed: 0 },
  { id: "t-5", title: "Type", language: "en", live: 0, proposed: 0 },
];

const place = (index: number, part: Partial<QueueRow>): QueueRow => ({
  identity: `p-${index}`,
  turn: false,
  score: 6.4,
  terms: { waited: 3.4, firstTurn: 3, votes: 0, reply: 0, share: 0 },
  overdue: false,
  waitSeconds: 40,
  ...part,
});

/** Who waits for the floor, and why in this order. */
export const queue: readonly QueueRow[] = [
  place(2, { turn: true, waitSeconds: 0 }),
  place(5, { lifted: { by: "p-1", reason: "审稿人，上一轮没有轮到" } }),
  place(0, { waitSeconds: 160, terms: { waited: 2.1, firstTurn: 3, votes: 1.5, reply: 0, share: 0 } }),
  place(7, { waitSeconds: 280, terms: { waited: 6, firstTurn: 0, votes: 0, reply: 4, share: -4.2 } }),
];

/** Exceptions from that order; one has gone to the operators. */
export const lifts: readonly LiftView[] = [
  {
    id: "l-2",
    by: card(1),
    person: card(5),
    reason: "审稿人，上一轮没有轮到",
    at: minutes(-1),
    objections: 1,
    mine: true,
    reported: false,
  },
  {
    id: "l-1",
    by: card(1),
    person: card(7),
    reason: "Knows the codec better than any of us",
    at: minutes(-9),
    objections: 3,
    mine: false,
    reported: true,
  },
];

/** A call into a room, as the notice tells it. */
export const ping: Notice = {
  id: "n-1",
  kind: "room-ping",
  at: minutes(-1),
  data: {
    roomId: "r-1",
    title: "语音系统夜谈 · Opus in the wild",
    topic: audio.title,
    by: card(3),
    liveAt: minutes(-41),
    queue: 3,
  },
};
