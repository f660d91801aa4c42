import { afterEach, describe, expect, it } from "vitest";
import { LedgerSection } from "../src/features/question/LedgerSection";
import { NotesPanel } from "../src/features/question/NotesPanel";
import { QuestionsTab } from "../src/features/question/QuestionsTab";
import { lateSeconds } from "../src/models/notes";
import { questionScene } from "../src/models/questions";
import type { VisitActions } from "../src/models/roomScene";
import { card, minutes } from "./gallery/hallFixtures";
import { asked, beingAnswered, ledger, notes, ownQuestions } from "./gallery/questions";
import { visits } from "./gallery/visits";
import { type Shown, show } from "./render";

let shown: Shown | undefined;
afterEach(async () => {
  await shown?.end();
  shown = undefined;
});

const actions = {
  run: async (_name: string, request: () => Promise<unknown>) => {
    await request();
    return true;
  },
} as unknown as VisitActions;
const view = visits["visit-questions"] as NonNullable<(typeof visits)[string]>;
const answers = { "GET /api/rooms/r-1/questions": { body: ownQuestions } };
const votes = () =>
  [...document.querySelectorAll("[aria-pressed]")].map((one) => [
    one.textContent,
    one.getAttribute("aria-pressed"),
  ]);

describe("questions", () => {
  it("are ordered by what was told last, whichever way it came", () => {
    const told = (at: string) => ({ questionVotes: { at, items: { "q-6": { votes: 99, weight: 99 } } } });
    const ids = (at: string) => questionScene(asked, told(at), new Map()).waiting.map(({ id }) => id);
    expect(ids("1970-01-01T00:00:00Z")).toEqual(["q-3", "q-4", "q-6"]);
    expect(ids("2970-01-01T00:00:00Z")).toEqual(["q-6", "q-3", "q-4"]);
    expect(questionScene(beingAnswered, {}, new Map()).answering?.id).toBe("q-2");
    expect(questionScene({}, {}, new Map())).toEqual({ waiting: [], answering: null, answered: 0 });
  });

  it("[P5] take one vote a person, shown as soon as it counts, and none for an own one", async () => {
    shown = await show(<QuestionsTab view={view} actions={actions} />, {
      ...answers,
      "PUT /api/rooms/r-1/questions/q-4/vote": { body: undefined, status: 204 },
    });
    const page = shown;
    await page.until(() => votes()[0]?.[1] === "true");
    expect(page.text()).toContain("A member");
    const buttons = [...document.querySelectorAll<HTMLButtonElement>("[aria-pressed]")];
    expect(buttons.map((button) => button.disabled)).toEqual([false, false, true]);
    buttons[1]?.click();
    await page.until(() => votes()[1]?.[1] === "true");
    expect(page.asked.filter(({ route }) => route.startsWith("PUT"))).toHaveLength(1);
  });

  it("are asked in a sentence, with or without a name", async () => {
    const made = { ...ownQuestions.items[0], id: "q-9", mine: true };
    shown = await show(<QuestionsTab view={view} actions={actions} />, {
      ...answers,
      "POST /api/rooms/r-1/questions": { body: made, status: 201 },
    });
    const page = shown;
    await page.press("Ask a question");
    await page.type("Your question", " Why not? ");
    await page.press("Ask");
    await page.until(() => page.text().includes("Ask a question"));
    const sent = page.asked.find(({ route }) => route === "POST /api/rooms/r-1/questions");
    expect(sent?.body).toEqual({ text: "Why not?", nameless: false });
  });

  it("[P5] that were answered play from the second of the answer, and what was left can be answered", async () => {
    const room = view.head as NonNullable<typeof view.head>;
    const played: number[] = [];
    shown = await show(
      <LedgerSection room={room} you={null} signedIn={true} play={(at) => void played.push(at)} />,
      { "GET /api/rooms/r-1/answers": { body: ledger } },
    );
    const page = shown;
    await page.until(() => page.text().includes("2 of 3 answered, with 78% of the votes."));
    const moments = [...document.querySelectorAll<HTMLButtonElement>("button[aria-label*='12:34']")];
    moments[0]?.click();
    expect(played).toEqual([754]);
    expect(page.text()).toContain("十二年语音编解码");
    expect(page.text().match(/Answer by voice/g)).toHaveLength(2);
  });

  it("[DZ1] and notes: hosts put them on air, and who comes late hears what the others hear", async () => {
    const note = { id: "n", by: card(1), sentAt: minutes(0), voiceSeconds: 20, airedAt: minutes(0) };
    const aired = Date.parse(note.airedAt);
    expect([500, 7_000, 60_000, -60_000].map((ms) => lateSeconds(note, aired + ms))).toEqual([0, 7, 0, 0]);
    const host = visits["visit-notes-host"] as typeof view;
    shown = await show(<NotesPanel view={host} actions={actions} />, {
      "GET /api/rooms/r-1/notes": { body: notes },
      "PUT /api/rooms/r-1/notes/n-1/on-air": { body: undefined, status: 204 },
    });
    const page = shown;
    await page.until(() => page.text().includes("Play on air"));
    await page.press("Play on air");
    await page.until(() => page.asked.some(({ route }) => route.endsWith("/notes/n-1/on-air")));
  });
});
