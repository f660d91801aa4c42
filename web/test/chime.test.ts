import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { chime } from "../src/models/chime";
import type { Earcon } from "../src/models/earcons";
import type { TurnScene } from "../src/models/floor";

const began = Date.parse("2026-11-24T12:00:00Z");
const at = (seconds: number) => new Date(began + seconds * 1_000).toISOString();
const turn = (part: Partial<TurnScene> = {}): TurnScene => ({
  identity: "me",
  name: "Me",
  mine: true,
  offered: false,
  began: at(0),
  endsAt: at(120),
  cutAt: at(135),
  mayExtend: true,
  ...part,
});

describe("the chime at the end of a turn", () => {
  const heard: Earcon[] = [];
  const earcons = { play: (earcon: Earcon) => void heard.push(earcon) };
  const ring = (scene: TurnScene | null) => chime(scene, earcons, Date.now());

  beforeEach(() => {
    heard.length = 0;
    vi.useFakeTimers({ now: began });
  });
  afterEach(() => void vi.useRealTimers());

  it("[P1] sounds once for the speaker as the box is over, before the grace is", () => {
    ring(turn());
    vi.advanceTimersByTime(119_999);
    expect(heard).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(heard).toEqual(["timeUp"]);
    vi.advanceTimersByTime(60_000);
    expect(heard).toEqual(["timeUp"]);
  });

  it("waits for the new end where the audience gave more time", () => {
    const takeBack = ring(turn());
    vi.advanceTimersByTime(110_000);
    takeBack();
    ring(turn({ endsAt: at(180) }));
    vi.advanceTimersByTime(60_000);
    expect(heard).toEqual([]);
    vi.advanceTimersByTime(10_000);
    expect(heard).toEqual(["timeUp"]);
  });

  it("is not for others, for an offer, nor for who comes back in the grace", () => {
    ring(null);
    ring(turn({ mine: false }));
    ring(turn({ offered: true }));
    vi.setSystemTime(began + 125_000);
    ring(turn());
    vi.advanceTimersByTime(300_000);
    expect(heard).toEqual([]);
  });
});
