import type { CatchUp, Comments, Minutes, Pin, Reactions, Sources } from "../../src/api/types";
import { card } from "./hallFixtures";

/** What was pinned, by id. */
export const pins: Readonly<Record<string, Pin>> = {
  "pin-1": {
    id: "pin-1",
    second: 402,
    kind: "link",
    text: "RFC 6716: the Opus codec",
    url: "https://www.rfc-editor.org/rfc/rfc6716",
    by: card(1),
  },
  "pin-3": {
    id: "pin-3",
    second: 1510,
    kind: "file",
    text: "一百次通话的延迟分布",
    url: "/api/rooms/r-notes/pins/pin-3/file",
    file: { name: "calls-2026-11.csv", type: "text/csv; charset=utf-8", bytes: 48_213 },
    by: card(3),
  },
  "pin-2": { id: "pin-2", second: 1322, kind: "number", text: "延迟中位数 38 毫秒", by: card(2) },
};

const line = (second: number, kind: "useful" | "decision" | "action", text: string, who = "") => ({
  second,
  kind,
  people: 2 + (second % 5),
  notes: text === "" ? [] : [{ text, who, ...(who === "" ? {} : { due: "2026-12-01" }) }],
  ...(kind === "useful" ? { speaker: card(1) } : {}),
  link: `https://mi.example/r/r-notes?t=${second}`,
});

/** The minutes so far, or of a room that is over. */
export const minutesOf = (id: string, lines: number): Minutes => ({
  id,
  title: "Voice that does not waste time",
  language: "en",
  host: card(1),
  link: `https://mi.example/r/${id}`,
  items: [
    line(312, "useful", ""),
    line(745, "decision", "先只支持 Opus，其他编码等有人要再说"),
    line(1904, "action", "Write up what the last hundred calls measured, with the outliers", "陈思远"),
  ].slice(0, lines),
  pins:
    lines < 3
      ? []
      : Object.values(pins).map((pin) => ({ pin, link: `https://mi.example/r/${id}?t=${pin.second}` })),
  sources: [],
});

export const comments: Comments = {
  items: [
    { id: "c-1", second: 95, text: "Could you say the name of the paper again?", by: card(5) },
    { id: "c-2", second: 1201, text: "这个数字是哪一年的", by: card(4) },
    { id: "c-3", second: 2210, text: "Exactly what we saw", by: card(0) },
  ],
};

/** As long as it may be. */
export const catchUp: CatchUp = {
  lines: [
    { about: "topic", text: "About: Voice that does not waste time", second: 0 },
    { about: "speaker", text: "Speaking: Maya Okafor", second: 2301 },
    { about: "mark", text: "Useful to 4 people", second: 312 },
    { about: "mark", text: "Decided: Opus first, others when somebody…", second: 745 },
    { about: "mark", text: "To do: Write up what the last…", second: 1904 },
    { about: "agenda", text: "questions", second: 1740 },
    { about: "left", text: "1:20 left", second: 2301 },
  ],
};

export const sources: Sources = {
  items: [
    { id: "f-1", second: 640, yours: true },
    { id: "f-2", second: 1500, yours: false },
  ],
};

export const reactions: Reactions = {
  seconds: Array.from({ length: 40 }, (_, at) => ({
    second: at * 57,
    agree: (at * 7) % 11,
    unclear: at % 9 === 4 ? 6 : 0,
    faster: at % 13 === 5 ? 3 : 0,
  })),
};
