import { act, useState } from "react";
import { afterEach, describe, expect, it } from "vitest";
import { VisitScreen } from "../src/features/room/VisitScreen";
import type { VisitActions, VisitView } from "../src/models/roomScene";
import { visits } from "./gallery/visits";
import { type Shown, show } from "./render";

let shown: Shown | undefined;
afterEach(async () => {
  await shown?.end();
  shown = undefined;
});

const actions = new Proxy({} as VisitActions, { get: () => () => 0 });
const questions = { "GET /api/rooms/r-1/questions": { body: { items: [] } } };
let change: (view: VisitView) => void = () => undefined;

function view(name: string): VisitView {
  const found = visits[name];
  if (!found) throw new Error(`no such state: ${name}`);
  return found;
}

function Room({ first }: { first: VisitView }) {
  const [now, setNow] = useState(first);
  change = setNow;
  return <VisitScreen view={now} actions={actions} />;
}

const tab = () => document.querySelector('[role="tab"][aria-selected="true"]')?.textContent;

describe("a room from the inside", () => {
  it("says to its host how many hands are up, and leads to them", async () => {
    shown = await show(<Room first={view("visit-host")} />, questions);
    const page = shown;
    await page.until(() => page.text().includes("3 hands"));
    const panel = document.getElementById("hands-panel");
    if (!panel) throw new Error("no panel");
    panel.scrollIntoView = () => undefined;
    await page.press("3 hands");
    expect(document.activeElement).toBe(panel);
  });

  it("opens who is next where there is a queue, but takes nobody out of what they write", async () => {
    const queued = { floor: view("visit-floor-listener").floor };
    shown = await show(<Room first={view("visit-12")} />, questions);
    const page = shown;
    expect(tab()).toBe("Questions");
    await act(async () => change({ ...view("visit-12"), ...queued }));
    expect(tab()).toContain("Who is next");
    await act(async () => change(view("visit-12")));
    await page.press("Ask a question");
    await page.type("Your question", "How do you know?");
    await act(async () => change({ ...view("visit-12"), ...queued }));
    expect(tab()).toBe("Questions");
    expect(page.field("Your question").value).toBe("How do you know?");
  });

  it("offers a turn at the thumb alone, and names who speaks before oneself", async () => {
    const { turn } = view("visit-floor-mine").floor;
    if (!turn) throw new Error("no turn");
    const offer = { ...view("visit-offer"), floor: { ...view("visit-floor-mine").floor } };
    shown = await show(
      <Room first={{ ...offer, floor: { ...offer.floor, turn: { ...turn, offered: true } } }} />,
      questions,
    );
    const page = shown;
    await page.until(() => page.text().includes("You’re invited to speak"));
    expect(page.text()).not.toContain("is asked to speak");
    await act(async () => change(view("visit-sub-room")));
    expect(page.text()).toContain("Maya Okafor and you are speaking");
  });
});
