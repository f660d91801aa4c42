import { describe, expect, it } from "vitest";
import { ComeBack } from "../src/rtc/comeBack";

describe("coming back", () => {
  const soonest = new ComeBack(() => 0);
  const latest = new ComeBack(() => 0.999);

  it("tries at once, then about twice a second while a server may be restarting", () => {
    expect(soonest.nextRetryDelayInMs({ elapsedMs: 0, retryCount: 0 })).toBe(0);
    expect(latest.nextRetryDelayInMs({ elapsedMs: 0, retryCount: 0 })).toBeLessThan(300);
    expect(soonest.nextRetryDelayInMs({ elapsedMs: 60_000, retryCount: 7 })).toBe(200);
    expect(latest.nextRetryDelayInMs({ elapsedMs: 60_000, retryCount: 7 })).toBeLessThan(700);
  });

  it("asks less often later, and gives up after ten minutes", () => {
    expect(soonest.nextRetryDelayInMs({ elapsedMs: 180_000, retryCount: 60 })).toBe(2_000);
    expect(latest.nextRetryDelayInMs({ elapsedMs: 180_000, retryCount: 60 })).toBeLessThan(6_000);
    expect(latest.nextRetryDelayInMs({ elapsedMs: 600_000, retryCount: 200 })).toBeNull();
  });
});
