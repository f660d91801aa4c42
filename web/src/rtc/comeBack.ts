const brieflyMs = 2 * 60_000;
const forLongMs = 10 * 60_000;

/**
 * How soon a lost visit tries again. A server that restarts is back within seconds, and its clients are to be heard
 * soon after: so tries come close together at first, each at a moment of its own, lest a full room comes back at once.
 * After two minutes it asks less often, and after ten it gives up. Shaped as livekit-client's ReconnectPolicy.
 */
export class ComeBack {
  readonly #random: () => number;

  constructor(random: () => number = Math.random) {
    this.#random = random;
  }

  nextRetryDelayInMs(lost: { readonly elapsedMs: number; readonly retryCount: number }): number | null {
    const { elapsedMs, retryCount } = lost;
    if (retryCount === 0) return this.#between(0, 300);
    if (elapsedMs < brieflyMs) return this.#between(200, 700);
    return elapsedMs < forLongMs ? this.#between(2_000, 6_000) : null;
  }

  #between(leastMs: number, mostMs: number): number {
    return leastMs + this.#random() * (mostMs - leastMs);
  }
}
