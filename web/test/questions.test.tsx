import { afterEach, describe, expect, it } from "vitest";
import { QuestionsTab } from "../src/features/question/QuestionsTab";
import { questionScene } from "../src/models/questions";
import type { VisitActions } from "../src/models/roomScene";
import { asked, beingAnswered, ownQuestions } from "./gallery/questions";
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
});
