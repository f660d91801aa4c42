import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { MicError } from "../src/models/microphone";
import { clockOf, RecorderSession, type Take } from "../src/models/recorder";

class PlainTake implements Take {
  discarded = false;
  level() {
    return 0.5;
  }
  async finish() {
    return new Blob(["voice"], { type: "audio/webm" });
  }
  discard() {
    this.discarded = true;
  }
}

function place(start: (lost: () => void) => Promise<Take>, maxSeconds = 20) {
  const session = new RecorderSession({ recorder: { start }, maxSeconds, now: () => Date.now() });
  const seen: string[] = [];
  session.subscribe(() => seen.push(session.state().kind));
  return { session, seen };
}

describe("a voice recorder", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("records until it is told to stop, and keeps what was said", async () => {
    const { session, seen } = place(async () => new PlainTake());
    await session.record();
    await vi.advanceTimersByTimeAsync(3_000);
    await session.stop();
    const state = session.state();
    expect(state.kind).toBe("recorded");
    expect(state.kind === "recorded" && state.recording.seconds).toBeCloseTo(3, 1);
    expect(seen[0]).toBe("asking");
  });

  it("stops by itself at its longest", async () => {
    const { session } = place(async () => new PlainTake(), 5);
    await session.record();
    await vi.advanceTimersByTimeAsync(9_000);
    expect(session.state()).toMatchObject({ kind: "recorded", recording: { seconds: 5 } });
  });

  it("keeps what was said when the device goes away", async () => {
    let lost = () => {};
    const { session } = place(async (gone) => {
      lost = gone;
      return new PlainTake();
    });
    await session.record();
    await vi.advanceTimersByTimeAsync(2_000);
    lost();
    await vi.advanceTimersByTimeAsync(0);
    expect(session.state().kind).toBe("recorded");
  });

  it("says why it can't record, and can be tried again", async () => {
    let trouble = true;
    const { session } = place(async () => {
      if (trouble) throw new MicError("refused");
      return new PlainTake();
    });
    await session.record();
    expect(session.state()).toEqual({ kind: "empty", trouble: "refused" });
    trouble = false;
    await session.record();
    expect(session.state().kind).toBe("recording");
  });

  it("takes a slip of the finger for nothing", async () => {
    const take = new PlainTake();
    const { session } = place(async () => take);
    await session.record();
    await vi.advanceTimersByTimeAsync(200);
    await session.stop();
    expect(session.state()).toEqual({ kind: "empty", trouble: null });
    expect(take.discarded).toBe(true);
  });

  it("gives back a device that was granted after the person had moved on", async () => {
    const take = new PlainTake();
    let grant: (take: Take) => void = () => {};
    const { session } = place(() => new Promise((resolve) => (grant = resolve)));
    const asked = session.record();
    session.clear();
    grant(take);
    await asked;
    expect(take.discarded).toBe(true);
    expect(session.state().kind).toBe("empty");
  });

  it("writes seconds as a clock", () => {
    expect([0, 9.9, 61, 600, Number.NaN].map(clockOf)).toEqual(["0:00", "0:09", "1:01", "10:00", "0:00"]);
  });
});
