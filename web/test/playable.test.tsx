import { act } from "react";
import { afterEach, describe, expect, it } from "vitest";
import type { Recording } from "../src/api/types";
import { Moment } from "../src/features/ended/Moment";
import { PlayableContext } from "../src/features/ended/playable";
import { CommentsSection } from "../src/features/mark/CommentsSection";
import { silenceAt } from "../src/models/playable";
import type { ReplayPlayer } from "../src/models/replay";
import { card, roomCard } from "./gallery/hallFixtures";
import { type Shown, show } from "./render";

let shown: Shown | undefined;
afterEach(async () => {
  await shown?.end();
  shown = undefined;
});

describe("a second of a room that is over", () => {
  const track = (id: string, speaker: number, second: number, seconds: number) => ({
    id,
    speaker: card(speaker),
    began: "2026-11-24T12:00:00Z",
    second,
    seconds,
    url: `/api/rooms/r-1/recording/${id}`,
  });
  const kept: Recording = {
    state: "off",
    ready: true,
    tracks: [track("t-1", 1, 60, 120), track("t-2", 2, 100, 20)],
    turns: [],
  };
  const why = (recording: Recording | undefined, at: number, speaker?: string) =>
    silenceAt(recording, false, at, speaker);

  it("plays where a voice was kept, and from a little before one", () => {
    expect([why(kept, 60), why(kept, 179), why(kept, 55)]).toEqual([null, null, null]);
    expect(why(kept, 110, card(2).id)).toBeNull();
  });

  it("says why it does not play: no voice, another's voice, not yet, not any more, never", () => {
    expect(why(kept, 10)).toBe("gap");
    expect(why(kept, 180)).toBe("gap");
    expect(why(kept, 150, card(2).id)).toBe("refused");
    expect(why(kept, 110, card(3).id)).toBe("refused");
    expect(why({ ...kept, ready: false }, 300)).toBe("soon");
    expect(why({ ...kept, tracks: [] }, 70)).toBe("nobody");
    expect(why({ ...kept, tracks: [], state: "full" }, 70)).toBe("full");
    expect(why({ ...kept, tracks: [], state: "none" }, 70)).toBe("none");
    expect(why({ ...kept, tracks: [], state: "expired" }, 70)).toBe("expired");
    expect([why(undefined, 1), silenceAt(undefined, true, 1)]).toEqual(["loading", "failed"]);
  });

  it("is a button either way, and a press tells the reason", async () => {
    const playable = { silence: (at: number, by?: string) => why(kept, at, by), player: null };
    const played: number[] = [];
    const play = (at: number) => void played.push(at);
    shown = await show(
      <PlayableContext value={playable}>
        <Moment at={70} play={play} />
        <Moment at={150} play={play} speaker={card(2).id} />
      </PlayableContext>,
      {},
    );
    const page = shown;
    await page.press("1:10");
    expect(played).toEqual([70]);
    expect(page.text()).not.toContain("This voice is not in the recording.");
    const silent = document.querySelector(
      '[aria-label="2:30 does not play: This voice is not in the recording."]',
    );
    expect(silent?.getAttribute("aria-disabled")).toBe("true");
    await page.press("2:30");
    await page.until(() => page.text().includes("This voice is not in the recording."));
    expect(played).toEqual([70]);
  });
});

describe("comments beside the recording", () => {
  it("[V1] come with what is heard", async () => {
    let view = { at: 0, playing: false, waiting: false, failed: false, rate: 1 };
    const listeners = new Set<() => void>();
    const player = {
      whole: 600,
      view: () => view,
      subscribe: (listener: () => void) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    } as unknown as ReplayPlayer;
    const hear = (at: number, playing = true) =>
      act(async () => {
        view = { ...view, at, playing };
        for (const listener of listeners) listener();
      });
    const items = [
      { id: "c-1", second: 10, text: "first", by: card(1) },
      { id: "c-2", second: 40, text: "second", by: card(2) },
    ];
    const room = { ...roomCard({ liveAt: "2026-11-24T12:00:00Z" }), handsLocked: false };
    shown = await show(
      <PlayableContext value={{ silence: () => null, player }}>
        <CommentsSection room={room} you={null} signedIn={false} play={() => undefined} />
      </PlayableContext>,
      { "GET /api/rooms/r-1/comments": { body: { items } } },
    );
    const page = shown;
    await page.until(() => page.text().includes("second"));
    const current = () => document.querySelector("li[aria-current]")?.textContent ?? "";
    expect(current()).toBe("");
    await hear(12.4);
    expect(current()).toContain("first");
    await hear(41);
    expect(current()).toContain("second");
    await hear(80);
    expect(current()).toBe("");
    await hear(41, false);
    expect(current()).toBe("");
  });
});
