import { act } from "react";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Comment } from "../src/api/types";
import { CommentsTab } from "../src/features/mark/CommentsTab";
import { Lifts } from "../src/features/objection/Lifts";
import { QuestionsTab } from "../src/features/question/QuestionsTab";
import { VisitScreen } from "../src/features/room/VisitScreen";
import { HoldToTalk } from "../src/models/holdToTalk";
import { liftsOf } from "../src/models/objection";
import type { VisitActions, VisitView } from "../src/models/roomScene";
import { pairWith } from "../src/models/show";
import { card, lifts } from "./gallery/hallFixtures";
import { asked } from "./gallery/questions";
import { ama } from "./gallery/showFixtures";
import { visits } from "./gallery/visits";
import { type Shown, show } from "./render";

let shown: Shown | undefined;
afterEach(async () => {
  vi.useRealTimers();
  await shown?.end();
  shown = undefined;
});

const actions = new Proxy({} as VisitActions, {
  get: (_target, name) =>
    name === "run"
      ? (_name: string, request: () => Promise<unknown>) =>
          request().then(
            () => true,
            () => false,
          )
      : () => 0,
});
const view = (name: string): VisitView => visits[name] as VisitView;

describe("exceptions from the queue", () => {
  it("are public with their reasons, and one tap objects", async () => {
    shown = await show(<Lifts view={view("visit-lifts")} actions={actions} />, {
      "GET /api/rooms/r-1/lifts": { body: { items: lifts.map((one) => ({ ...one, mine: false })) } },
      "PUT /api/rooms/r-1/lifts/l-2/objection": { body: undefined, status: 204 },
    });
    const page = shown;
    await page.until(() => page.text().includes("Knows the codec better than any of us"));
    expect(page.text()).toContain("2 exceptions from this order");
    expect(page.text()).toContain("3 object · the operators look at it");
    page.answers = { ...page.answers, "GET /api/rooms/r-1/lifts": { body: { items: lifts } } };
    await page.press("Object");
    await page.until(() => page.text().includes("You object"));
    expect(page.asked.filter(({ route }) => route.startsWith("PUT"))).toHaveLength(1);
  });

  it("are counted as it was told last, and are nothing where there are none", async () => {
    const count = (at: string) => ({ at, count: 1, items: { "l-1": Number(at) } });
    expect(liftsOf({ parts: { lifts: count("2") }, told: { lifts: count("1") } }).items["l-1"]).toBe(2);
    expect(liftsOf({ parts: { lifts: count("2") }, told: { lifts: count("3") } }).items["l-1"]).toBe(3);
    shown = await show(<Lifts view={view("visit-12")} actions={actions} />, {});
    expect(shown.asked).toEqual([]);
    expect(shown.text()).toBe("");
  });
});

describe("the balance of the talk", () => {
  it("is said beside each speaker where balance matters, and nowhere else", async () => {
    const open = async (part: Partial<VisitView>) => {
      await shown?.end();
      shown = await show(<VisitScreen view={{ ...view("visit-balance"), ...part }} actions={actions} />, {});
      return shown.text();
    };
    expect(await open({})).toContain("61% of the talk");
    const { floor } = view("visit-balance");
    expect(await open({ floor: { ...floor, mode: "queue" } })).not.toContain("of the talk");
    const lecture = { show: { format: "brief", balanced: false, segments: [] } };
    expect(await open({ parts: lecture })).not.toContain("of the talk");
  });
});

describe("a format for two", () => {
  it("names who is asked, as what, and who asks; nobody is both", async () => {
    shown = await show(<VisitScreen view={view("visit-ama-host")} actions={actions} />, {
      "PUT /api/rooms/r-1/show/pair": { body: ama },
    });
    const page = shown;
    expect(page.text()).toContain(`Expert: ${card(1).displayName}, 急诊科医生`);
    expect(page.text()).toContain(`Interviewer: ${card(2).displayName}`);
    const chosen = [...document.querySelectorAll("select")].map(({ value }) => value);
    expect(chosen).toEqual(expect.arrayContaining(["p-1", "p-2"]));
    expect(pairWith(ama, "interviewer", "p-1")).toEqual({ interviewer: "p-1" });
    expect(pairWith(ama, "interviewer", "")).toEqual({ expert: "p-1" });
    expect(pairWith(ama, "expert", "p-3")).toEqual({ expert: "p-3", interviewer: "p-2" });
  });
});

describe("somebody whom one blocked", () => {
  const blocks = { "GET /api/me/blocks": { body: { items: [card(5)] } } };

  it("writes comments that do not appear, also those that arrive live", async () => {
    const comment = (id: string, by: number, text: string): Comment => ({
      id,
      second: 5,
      text,
      by: card(by),
    });
    const told = { comments: { items: [comment("c-1", 5, "Not this"), comment("c-2", 7, "But this")] } };
    shown = await show(<CommentsTab view={{ ...view("visit-12"), told }} actions={actions} />, {
      ...blocks,
      "GET /api/rooms/r-1/comments": { body: { items: [] } },
    });
    const page = shown;
    await page.until(() => page.text().includes("But this") && !page.text().includes("Not this"));
  });

  it("asks what only the hosts read", async () => {
    const items = {
      "q-1": { ...Object.values(asked.questions.items)[0], id: "q-1", by: card(5), text: "Heard?" },
    };
    const parts = { questions: { items, answered: 0 } };
    const open = async (name: string) => {
      await shown?.end();
      shown = await show(<QuestionsTab view={{ ...view(name), parts }} actions={actions} />, blocks);
      await shown.until(() => shown?.asked.some(({ route }) => route === "GET /api/me/blocks") === true);
      return shown;
    };
    const listener = await open("visit-12");
    await listener.until(() => !listener.text().includes("Heard?"));
    const host = await open("visit-host");
    await host.until(() => host.text().includes("Heard?"));
  });
});

describe("a microphone that is held", () => {
  const held = (answers: number[]) => {
    const said: string[] = [];
    const talk = new HoldToTalk({
      say: async () => {
        said.push("say");
        const answer = answers.shift() ?? 3_000;
        if (answer === 0) throw new Error("refused");
        return answer;
      },
      letGo: async () => said.push("let go"),
      open: (open) => said.push(open ? "open" : "close"),
    });
    return { said, talk };
  };
  const pass = (ms: number) => act(async () => void (await vi.advanceTimersByTimeAsync(ms)));

  it("opens when the server knows, says so again within the time, and closes at once", async () => {
    vi.useFakeTimers();
    const { said, talk } = held([3_000]);
    talk.hold(true);
    expect(said).toEqual(["say"]);
    await pass(0);
    expect(said).toEqual(["say", "open"]);
    await pass(2_000);
    expect(said).toEqual(["say", "open", "say", "say"]);
    talk.hold(false);
    expect(said.slice(-2)).toEqual(["close", "let go"]);
    await pass(10_000);
    expect(said).toHaveLength(6);
  });

  it("stays closed when it was let go before the answer, or refused; one lost word later changes nothing", async () => {
    vi.useFakeTimers();
    const early = held([]);
    early.talk.hold(true);
    early.talk.hold(false);
    await pass(5_000);
    expect(early.said).toEqual(["say", "close", "let go"]);
    const refused = held([0]);
    refused.talk.hold(true);
    await pass(5_000);
    expect(refused.said).toEqual(["say"]);
    const lost = held([3_000, 0]);
    lost.talk.hold(true);
    await pass(2_000);
    expect(lost.said).toEqual(["say", "open", "say", "say"]);
  });
});
