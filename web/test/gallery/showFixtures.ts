import type {
  HatSpans,
  OwnAgendas,
  RoomReport,
  Show,
  ShowFormats,
  ShowSegment,
  TextTurns,
} from "../../src/api/types";
import type { Hats } from "../../src/models/hat";
import { card, minutes } from "./hallFixtures";

const segment = (place: number, part: ShowSegment["part"], plannedSeconds: number): ShowSegment => ({
  place,
  part,
  title: "",
  mode: place === 1 ? "queue" : place === 2 ? "balanced" : "chair",
  boxSeconds: 120,
  plannedSeconds,
});

const segments: ShowSegment[] = [
  { ...segment(0, "case", 300), began: minutes(-11), ended: minutes(-5.4), actualSeconds: 336 },
  { ...segment(1, "clarifying", 300), began: minutes(-5.4) },
  segment(2, "advice", 900),
  { ...segment(3, "", 300), title: "接下来谁做什么，什么时候" },
];

/** A clinic in its second part, some seconds over what was planned. */
export const show: Show = {
  format: "clinic",
  balanced: true,
  segments,
  current: 1,
  endsAt: minutes(0.6),
};

/** An AMA whose host has named who is asked and who asks. */
export const ama: Show = {
  format: "ama",
  balanced: false,
  expert: card(1),
  interviewer: card(2),
  segments: [{ ...segment(0, "opening", 180), began: minutes(-1) }, segment(1, "questions", 2400)],
  current: 0,
  endsAt: minutes(2),
};

export const hats: Hats = {
  required: true,
  worn: {
    "p-1": { kind: "declared", words: "急诊科医生，前基层卫生院院长", disclosure: "持有 MedCo 的股份" },
    "p-2": { kind: "personal", words: "", disclosure: "" },
  },
};

export const text = {
  person: card(5),
  words:
    "We lost the line twice a day. What helped was not a better codec but a queue that says how long one waits.",
  began: minutes(-0.1),
  endsAt: minutes(0.1),
};

export const formats: ShowFormats = {
  items: [
    { format: "clinic", balanced: true, segments: segments.slice(0, 3) },
    {
      format: "brief",
      balanced: false,
      segments: [segment(0, "statement", 180), segment(1, "questions", 420)],
    },
  ],
};

export const ownAgendas: OwnAgendas = {
  items: [
    {
      id: "a-1",
      name: "Monday round of the audio guild",
      keptAt: minutes(-9_000),
      segments: [
        segment(0, "round", 600),
        { ...segment(1, "", 900), title: "看看大家带来的录音" },
        segment(2, "closing", 300),
      ],
    },
  ],
};

export const report: RoomReport = {
  enough: true,
  seconds: 2460,
  people: 41,
  index: 78,
  parts: [
    { name: "density", value: 0.82, aim: 0.8, points: 28.9, most: 30 },
    { name: "balance", value: 0.71, aim: 0.75, points: 14.2, most: 20 },
    { name: "agenda", value: 0.93, aim: 0.9, points: 18.6, most: 20 },
    { name: "service", value: 0.48, aim: 0.7, points: 9.6, most: 20 },
    { name: "overlap", value: 0.05, aim: 0.08, points: 6.7, most: 10 },
  ],
  talk: [
    { person: card(1), seconds: 901, share: 0.45, turns: 4 },
    { person: card(2), seconds: 620, share: 0.31, turns: 3 },
    { person: card(9), seconds: 480, share: 0.24, turns: 1 },
  ],
  segments: segments.map((one) =>
    one.place === 1 ? { ...one, ended: minutes(0), actualSeconds: 321 } : one,
  ),
  floorWaitSeconds: 96,
  exceptions: 1,
};

export const worn: HatSpans = {
  items: [
    { identity: "p-1", kind: "personal", words: "", disclosure: "", from: 0, to: 600 },
    { identity: "p-1", kind: "declared", words: "护士，县医院", disclosure: "持有 MedCo 的股份", from: 600 },
    { identity: "p-5", kind: "declared", words: "Rural clinic lead", disclosure: "", from: 0 },
  ],
};

export const texts: TextTurns = {
  items: [{ person: card(5), words: text.words, began: minutes(-20), seconds: 9.2 }],
};
