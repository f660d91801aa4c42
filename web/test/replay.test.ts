import { beforeEach, describe, expect, it, vi } from "vitest";
import { mustAsk, recordingOf } from "../src/models/recording";
import { ReplayPlayer, type Sound, secondOf, type Voice } from "../src/models/replay";
import { timecode } from "../src/models/timecode";

/** A file that plays as fast as the test's clock goes. */
class TestSound implements Sound {
  rate = 1;
  playing = false;
  ready = true;
  closed = false;
  #position = 0;
  #sinceMs = 0;

  constructor(
    readonly url: string,
    readonly now: () => number,
  ) {}

  get position(): number {
    return this.playing ? this.#position + ((this.now() - this.#sinceMs) / 1000) * this.rate : this.#position;
  }

  set position(seconds: number) {
    this.#position = seconds;
    this.#sinceMs = this.now();
  }

  async play(): Promise<void> {
    this.#sinceMs = this.now();
    this.playing = true;
  }

  pause(): void {
    this.#position = this.position;
    this.playing = false;
  }

  close(): void {
    this.pause();
    this.closed = true;
  }
}

const voices: readonly Voice[] = [
  { id: "ada", url: "/ada", second: 0, seconds: 60 },
  { id: "ben", url: "/ben", second: 20, seconds: 10 },
  { id: "cem", url: "/cem", second: 50, seconds: 10 },
];

describe("the player of a room's recording", () => {
  let nowMs = 0;
  let sounds: Map<string, TestSound>;
  let player: ReplayPlayer;

  const pass = (seconds: number) => {
    for (let tick = 0; tick < seconds * 10; tick++) {
      nowMs += 100;
      player.tick();
    }
  };
  const heard = () => [...sounds.values()].filter(({ playing }) => playing).map(({ url }) => url);

  beforeEach(() => {
    vi.useFakeTimers();
    nowMs = 0;
    sounds = new Map();
    player = new ReplayPlayer({
      voices,
      whole: 65,
      now: () => nowMs,
      open: (url) => {
        const sound = new TestSound(url, () => nowMs);
        sounds.set(url, sound);
        return sound;
      },
    });
  });

  it("[P5] plays every voice from any second in step", () => {
    player.play(25);
    expect(heard()).toEqual(["/ada", "/ben"]);
    expect(sounds.get("/ada")?.position).toBeCloseTo(25);
    expect(sounds.get("/ben")?.position).toBeCloseTo(5);
    pass(4);
    expect(player.view().at).toBeCloseTo(29, 0);
    pass(2);
    expect(heard()).toEqual(["/ada"]);
    player.seek(52);
    expect(heard()).toEqual(["/ada", "/cem"]);
    expect(sounds.get("/cem")?.position).toBeCloseTo(2);
  });

  it("pulls a voice that ran off back to the clock", () => {
    player.play(0);
    pass(1);
    const ada = sounds.get("/ada") as TestSound;
    ada.position = 7;
    pass(0.1);
    expect(ada.position).toBeCloseTo(player.view().at, 1);
  });

  it("waits for a voice that is not there yet, and goes on where it stood", () => {
    player.play(21);
    const ben = sounds.get("/ben") as TestSound;
    ben.ready = false;
    pass(3);
    expect(player.view()).toMatchObject({ waiting: true, playing: true });
    expect(player.view().at).toBeLessThan(21.3);
    ben.ready = true;
    pass(2);
    expect(player.view().waiting).toBe(false);
    expect(player.view().at).toBeGreaterThan(22.5);
  });

  it("ends at the end, and begins anew from there", () => {
    player.play(64);
    pass(2);
    expect(player.view()).toMatchObject({ playing: false, at: 65 });
    player.play();
    expect(player.view()).toMatchObject({ playing: true, at: 0 });
  });

  it("plays faster together, and pauses together", () => {
    player.play(20);
    player.setRate(2);
    pass(2);
    expect(player.view().at).toBeCloseTo(24, 0);
    player.pause();
    expect(heard()).toEqual([]);
    player.dispose();
    expect([...sounds.values()].every(({ closed }) => closed)).toBe(true);
  });

  it("fetches a voice before it is heard", () => {
    player.play(43);
    expect([...sounds.keys()]).toEqual(["/cem", "/ada"]);
  });
});

describe("a room's recording", () => {
  const you = { identity: "ada", seat: false, offer: true };

  it("asks whoever is on the stage or about to be, once", () => {
    const asked = recordingOf({ recording: { on: true, full: false, answers: {} } });
    expect(asked && mustAsk(asked, you)).toBe(true);
    expect(asked && mustAsk(asked, { ...you, offer: false })).toBe(false);
    const answered = recordingOf({ recording: { on: true, answers: { ada: false } } });
    expect(answered && mustAsk(answered, you)).toBe(false);
    const over = recordingOf({ recording: { on: false, answers: {} } });
    expect(over && mustAsk(over, you)).toBe(false);
    expect(recordingOf({})).toBeNull();
  });

  it("is opened at the second that a link names", () => {
    expect(secondOf("?t=754")).toBe(754);
    expect(secondOf("?t=-1")).toBeNull();
    expect(secondOf("")).toBeNull();
    expect([7, 754, 3723, Number.NaN].map(timecode)).toEqual(["0:07", "12:34", "1:02:03", "0:00"]);
  });
});
