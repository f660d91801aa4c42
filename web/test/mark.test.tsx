import { act } from "react";
import { afterEach, describe, expect, it } from "vitest";
import type { Comment } from "../src/api/types";
import { VisitScreen } from "../src/features/room/VisitScreen";
import { merged, peaks, stretches } from "../src/models/marks";
import type { VisitActions, VisitView } from "../src/models/roomScene";
import { card, hallway, me } from "./gallery/hallFixtures";
import { catchUp, comments, minutesOf, sources } from "./gallery/markFixtures";
import { visits } from "./gallery/visits";
import { type Shown, show } from "./render";

let shown: Shown | undefined;
afterEach(async () => {
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
const made = { id: "m-1", second: 2431, kind: "action", text: "", who: "" };
const answers = {
  "GET /api/session": { body: { me } },
  "GET /api/rooms/r-notes/minutes": { body: minutesOf("r-notes", 3) },
  "GET /api/rooms/r-notes/comments": { body: comments },
  "GET /api/rooms/r-notes/sources": { body: sources },
  "GET /api/hallway": { body: hallway },
  "POST /api/rooms/r-notes/pins": { body: {}, status: 201 },
  "POST /api/rooms/r-notes/pins/file": { body: {}, status: 201 },
  "POST /api/rooms/r-notes/marks": { body: made, status: 201 },
  "PUT /api/rooms/r-notes/marks/m-1": { body: made },
  "POST /api/rooms/r-notes/reactions": { body: undefined, status: 204 },
  "GET /api/rooms/r-late/catch-up": { body: catchUp },
};
const open = async (name: keyof typeof visits, part: Partial<VisitView> = {}): Promise<Shown> => {
  shown = await show(
    <VisitScreen view={{ ...(visits[name] as VisitView), ...part }} actions={actions} />,
    answers,
  );
  return shown;
};
/** Chooses a tab as the keyboard does. */
const choose = (name: string) =>
  act(async () => {
    const tabs = [...document.querySelectorAll<HTMLElement>('[role="tab"]')];
    tabs.find((tab) => tab.textContent?.startsWith(name))?.focus();
  });
const bodies = (page: Shown, route: string) =>
  page.asked.filter((one) => one.route === route).map((one) => one.body);

describe("marks", () => {
  it("are made with one tap, and put in words afterwards", async () => {
    const page = await open("visit-notes");
    await choose("Notes");
    await page.until(() => page.text().includes("Write up what the last hundred calls measured"));
    await page.press("Action");
    await page.until(() => page.text().includes("Action marked at 40:31."));
    expect(bodies(page, "POST /api/rooms/r-notes/marks")).toEqual([{ kind: "action" }]);
    await page.type("What is to be done?", "Call the clinic");
    await page.type("Who", "Maya");
    await page.press("Save");
    await page.until(() => !page.text().includes("Action marked"));
    expect(bodies(page, "PUT /api/rooms/r-notes/marks/m-1")).toEqual([
      { kind: "action", text: "Call the clinic", who: "Maya" },
    ]);
  });

  it("stand beside the evidence, which links where it says", async () => {
    const page = await open("visit-notes");
    await choose("Notes");
    const link = document.querySelector<HTMLAnchorElement>(
      'a[href="https://www.rfc-editor.org/rfc/rfc6716"]',
    );
    expect(link?.rel).toContain("noopener");
    expect(page.text()).toContain("6:42");
  });
});

describe("reactions", () => {
  it("are one tap, and counted for the stage alone", async () => {
    const page = await open("visit-notes");
    expect(page.text()).toContain("12 agree · 3 find it unclear · 1 wants it faster");
    await page.press("Source?");
    expect(bodies(page, "POST /api/rooms/r-notes/reactions")).toEqual([{ kind: "source" }]);
    await page.end();
    const listener = await open("visit-12", { told: { reactions: { second: 9, agree: 12 } } });
    expect(listener.text()).not.toContain("12 agree");
  });

  it("have their peaks where most said the same within ten seconds", () => {
    const beat = (second: number, agree: number, unclear = 0) => ({ second, agree, unclear, faster: 0 });
    const beats = [beat(3, 2), beat(11, 2), beat(12, 1), beat(14, 2, 1), beat(60, 4)];
    expect(peaks(beats)).toEqual([
      { kind: "agree", second: 3, count: 5 },
      { kind: "unclear", second: 11, count: 1 },
    ]);
    const sums = stretches(beats, 61, 6).map(({ agree }) => agree);
    expect(sums).toEqual([2, 5, 0, 0, 0, 4]);
  });

  it("are not for guests, nor before the room is live", async () => {
    expect((await open("visit-guest")).text()).not.toContain("Source?");
    await shown?.end();
    expect((await open("visit-backstage-host")).text()).not.toContain("Source?");
  });
});

describe("the card for who comes late", () => {
  it("says what was, and goes with one key", async () => {
    const page = await open("visit-late");
    await page.until(() => page.text().includes("About: Voice that does not waste time"));
    await act(async () => document.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" })));
    await page.until(() => !page.text().includes("About: Voice"));
  });
});

describe("the page of a room that ended", () => {
  it("has the minutes, to take along too, and lets who was asked give the source", async () => {
    const page = await open("shut-ended-minutes");
    await page.until(() => page.text().includes("You were asked for a source here."));
    expect(page.text()).toContain("先只支持 Opus，其他编码等有人要再说");
    expect(document.querySelector('a[href="/api/rooms/r-notes/minutes.md"]')).not.toBeNull();
    await page.type("A link, or a number in words", "no digits");
    await page.press("Pin");
    expect(page.text()).toContain("or something with a number in it.");
    await page.type("A link, or a number in words", "https://example.org/a");
    await page.press("Pin");
    await page.until(() => bodies(page, "POST /api/rooms/r-notes/pins").length === 1);
    expect(bodies(page, "POST /api/rooms/r-notes/pins")).toEqual([
      { kind: "link", url: "https://example.org/a", text: "", flag: "f-1" },
    ]);
  });
});

describe("a file as evidence", () => {
  const pick = (page: Shown, file: File) =>
    act(async () => {
      const input = page.field("Or choose a file") as HTMLInputElement;
      Object.defineProperty(input, "files", { value: [file], configurable: true });
      input.dispatchEvent(new Event("change", { bubbles: true }));
    });
  const file = new File(["a,b"], "calls & more.csv", { type: "text/csv" });

  it("is chosen, said in words and sent as it is", async () => {
    const page = await open("shut-ended-minutes");
    await page.until(() => page.text().includes("You were asked for a source here."));
    await pick(page, file);
    await page.until(() => page.text().includes("calls & more.csv"));
    expect(page.text()).not.toContain("A link, or a number in words");
    await page.type("What it shows", "A hundred calls");
    await page.press("Pin");
    await page.until(() => bodies(page, "POST /api/rooms/r-notes/pins/file").length === 1);
    expect(bodies(page, "POST /api/rooms/r-notes/pins/file")).toEqual([file]);
  });

  it("is put aside again, and a refusal is said beside it", async () => {
    const page = await open("shut-ended-minutes");
    await page.until(() => page.text().includes("You were asked for a source here."));
    await pick(page, file);
    const refused = { slug: "pin-file-invalid", title: "No", detail: "It may be a PDF." };
    page.answers = { ...page.answers, "POST /api/rooms/r-notes/pins/file": { body: refused, status: 400 } };
    await page.press("Pin");
    await page.until(() => page.text().includes("It may be a PDF."));
    await act(async () =>
      document.querySelector<HTMLElement>('button[aria-label="Not calls & more.csv"]')?.click(),
    );
    expect(page.text()).toContain("A link, or a number in words");
  });

  it("is saved from its line, with its size", async () => {
    await open("visit-notes");
    await choose("Notes");
    const link = document.querySelector<HTMLAnchorElement>('a[href="/api/rooms/r-notes/pins/pin-3/file"]');
    expect(link?.download).toBe("calls-2026-11.csv");
    expect(document.body.textContent).toContain("49 kB");
  });
});

describe("comments", () => {
  const comment = (id: string, second: number): Comment => ({ id, second, text: id, by: card(1) });
  const ids = (all: readonly Comment[]) => all.map(({ id }) => id);

  it("loaded before are joined by those told since", () => {
    const loaded = [comment("a", 1), comment("b", 5)];
    expect(ids(merged(loaded, null))).toEqual(["a", "b"]);
    expect(ids(merged(loaded, [comment("b", 5), comment("c", 9)]))).toEqual(["a", "b", "c"]);
  });

  it("that were taken away vanish with the next that is told", () => {
    const loaded = [comment("a", 1), comment("b", 5), comment("c", 7)];
    expect(ids(merged(loaded, [comment("b", 5), comment("d", 9)]))).toEqual(["a", "b", "d"]);
  });
});
