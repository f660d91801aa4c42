import { act } from "react";
import { afterEach, describe, expect, it } from "vitest";
import { OpenRoom, ProposeTime } from "../src/features/hallway/forms";
import { Hallway } from "../src/features/hallway/Hallway";
import { OfferClock } from "../src/features/room/banners";
import { VisitScreen } from "../src/features/room/VisitScreen";
import type { VisitActions } from "../src/models/roomScene";
import { emptyHallway, hallway, me, minutes, roomCard, topics } from "./gallery/hallFixtures";
import { visits } from "./gallery/visits";
import { type Shown, show } from "./render";

let shown: Shown | undefined;
afterEach(async () => {
  await shown?.end();
  shown = undefined;
});

const nothing = () => undefined;
const answers = {
  "GET /api/session": { body: { me: me } },
  "GET /api/hallway": { body: hallway },
  "GET /api/topics": { body: { items: topics } },
};
const bodies = (page: Shown, route: string) =>
  page.asked.filter((one) => one.route === route).map((one) => one.body);
const record = { ...roomCard({ id: "new" }), handsLocked: false, stage: [], hands: [], you: {}, limits: {} };

describe("the hallway", () => {
  it("says what would be here when nothing is, and offers the first steps", async () => {
    shown = await show(<Hallway />, {
      ...answers,
      "GET /api/hallway": { body: emptyHallway },
      "GET /api/topics": { body: { items: [] } },
    });
    const page = shown;
    await page.until(() => page.text().includes("Nobody is talking right now"));
    expect(page.text()).toContain("Nothing is planned yet");
    expect(page.text()).toContain("Topics appear with the first room or proposal.");
  });

  it("names who speaks and why a room may matter", async () => {
    shown = await show(<Hallway />, answers);
    const page = shown;
    await page.until(() => page.text().includes("Maya Okafor, 陈思远 and 赵敏"));
    await page.until(() => page.text().includes("Maya Okafor, who invited you, hosts"));
    expect(page.text()).toContain("Just started: you miss nothing");
    expect(page.text()).toContain("1,284 listening");
  });

  it("shows at once that one comes, and takes it back in the server's words when that is refused", async () => {
    const closed = { problem: "proposal-closed", status: 409 } as const;
    shown = await show(<Hallway />, { ...answers, "PUT /api/proposals/q-1/interest": closed });
    const page = shown;
    await page.until(() => page.text().includes("2 of 3 would come"));
    await page.press("I’d come");
    await page.until(() => page.text().includes("detail of proposal-closed"));
    await page.until(() => page.text().includes("2 of 3 would come"));
    expect(bodies(page, "PUT /api/proposals/q-1/interest")).toHaveLength(1);
  });

  it("lets nobody say that they come to their own proposal, only withdraw it", async () => {
    shown = await show(<Hallway />, {
      ...answers,
      "DELETE /api/proposals/q-2": { body: undefined, status: 204 },
    });
    const page = shown;
    await page.until(() => page.text().includes("Night shifts and sleep"));
    expect(page.text().match(/I’d come/g)).toHaveLength(1);
    await page.press("Withdraw");
    await page.until(() => bodies(page, "DELETE /api/proposals/q-2").length === 1);
  });
});

describe("opening a room", () => {
  it("[N5] takes a title, a topic and one tap, and leads backstage", async () => {
    shown = await show(<OpenRoom onClose={nothing} />, {
      ...answers,
      "POST /api/rooms": { body: record, status: 201 },
    });
    const page = shown;
    await page.type("What will you talk about?", " Night shift ");
    await page.type("Topic", "语音系统");
    await page.until(() => page.asked.some(({ route }) => route === "GET /api/topics"));
    await page.press("Open backstage");
    await page.until(() => page.path() === "/r/new");
    expect(bodies(page, "POST /api/rooms")).toEqual([
      { title: "Night shift", topicId: "t-audio", visibility: "public", language: "en" },
    ]);
  });

  it("sends nothing incomplete, and keeps what was typed when the server refuses", async () => {
    const many = { problem: "too-many-rooms", status: 409 } as const;
    shown = await show(<OpenRoom onClose={nothing} />, { ...answers, "POST /api/rooms": many });
    const page = shown;
    await page.press("Open backstage");
    expect(page.text()).toContain("Say in a few words what it is about.");
    expect(bodies(page, "POST /api/rooms")).toEqual([]);
    await page.type("What will you talk about?", "Night shift");
    await page.type("Topic", "Something new");
    await page.press("Open backstage");
    await page.until(() => page.text().includes("detail of too-many-rooms"));
    expect(bodies(page, "POST /api/rooms")).toMatchObject([{ topic: "Something new" }]);
    expect(page.field("What will you talk about?").value).toBe("Night shift");
  });

  it("proposes a time that is still to come only", async () => {
    let closed = 0;
    shown = await show(<ProposeTime onClose={() => closed++} />, {
      ...answers,
      "POST /api/proposals": { body: hallway.proposed[0], status: 201 },
    });
    const page = shown;
    await page.type("What will you talk about?", "Sleep");
    await page.type("Topic", "Nursing");
    await page.type("When", minutes(-600).slice(0, 16));
    await page.press("Propose");
    expect(page.text()).toContain("Choose a time that is still to come.");
    await page.type("When", minutes(3 * 1440).slice(0, 16));
    await page.press("Propose");
    await page.until(() => closed === 1);
    expect(bodies(page, "POST /api/proposals")).toMatchObject([{ title: "Sleep", topic: "Nursing" }]);
  });
});

describe("a room on the page", () => {
  const told = () => {
    const deeds: string[] = [];
    const actions = new Proxy({} as VisitActions, {
      get: (_target, name) =>
        name === "level"
          ? () => 0
          : (...args: unknown[]) =>
              void deeds.push([String(name), ...args.map(word)].filter((one) => one !== undefined).join(" ")),
    });
    return { deeds, actions };
  };
  const word = (value: unknown) =>
    value !== null && typeof value === "object" ? (value as { handle?: string }).handle : String(value);
  const see = (state: string, actions: VisitActions) => {
    const view = visits[state];
    if (!view) throw new ReferenceError(state);
    return show(<VisitScreen view={view} actions={actions} />, answers);
  };
  const tap = async (page: Shown, name: RegExp) => {
    const button = [...document.body.querySelectorAll("button")].find((one) =>
      name.test(one.getAttribute("aria-label") ?? one.textContent ?? ""),
    );
    if (!button) throw new Error(`no button ${name}`);
    await act(async () => button.click());
    await page.until(() => true);
  };

  it("reports with its kind in two taps, and blocks in two", async () => {
    const { deeds, actions } = told();
    shown = await see("visit-12", actions);
    await tap(shown, /Maya Okafor/);
    await shown.until(() => document.body.textContent?.includes("Spam") === true);
    await shown.press("Spam");
    await tap(shown, /Maya Okafor/);
    await shown.until(() => document.body.textContent?.includes("Block") === true);
    await tap(shown, /^Block/);
    expect(deeds).toEqual(["report maya spam", "block maya"]);
  });

  it("gives the floor with one tap, and asks twice before it removes anybody", async () => {
    const { deeds, actions } = told();
    shown = await see("visit-host", actions);
    await tap(shown, /^Accept: Priya/);
    await tap(shown, /^Decline Jean/);
    await tap(shown, /Tomás/);
    await shown.until(() => document.body.textContent?.includes("Remove from the room") === true);
    await shown.press("Remove from the room");
    expect(deeds).toEqual(["invite p-7", "decline p-9"]);
    await shown.press("Remove for good?");
    expect(deeds[2]).toBe("remove tomas p-3");
  });

  it("shows a guest who speaks, and offers a name in the place of a hand", async () => {
    const { actions } = told();
    shown = await see("visit-guest", actions);
    await tap(shown, /Maya Okafor/);
    expect(shown.text()).not.toContain("Block");
    expect(shown.text()).not.toContain("Raise hand");
    expect(shown.text()).toContain("Reserve your name");
  });

  it("offers to go live or not, and says that nothing is sent before", async () => {
    const { deeds, actions } = told();
    shown = await see("visit-offer", actions);
    expect(shown.text()).toContain("Nothing is sent until you go live.");
    await shown.press("Check the microphone");
    await shown.press("Not now");
    await shown.press("Go live");
    expect(deeds).toEqual(["prepareMic", "notNow", "goLive"]);
  });

  it("says how long an offer stands only when a mark is near, and nothing of it when it is over", async () => {
    const said = async (seconds: number) => {
      const at = new Date(Date.now() + seconds * 1000).toISOString();
      shown = await show(<OfferClock at={at} />, {});
      const text = document.querySelector("[role=status]")?.textContent ?? "";
      await shown.end();
      shown = undefined;
      return text;
    };
    expect(await said(600)).toBe("");
    expect(await said(50)).toBe("Less than 60 seconds left to answer.");
    expect(await said(5)).toBe("Less than 10 seconds left to answer.");
    expect(await said(-5)).toBe("");
  });

  it("says in the tab's title that one is live", async () => {
    const { actions } = told();
    shown = await see("visit-live", actions);
    expect(document.title).toBe("● Live · 语音系统夜谈 · Opus in the wild · MiTalk");
  });
});
