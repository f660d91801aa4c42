import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { BadLine } from "../src/bad-line.js";
import { ProbeSite, TestBrowser, type TestPage } from "../src/browser.js";
import type { Reception } from "../src/page/probe.js";
import { enter, goLive, type Path, receptionOf } from "../src/probe-page.js";
import { Cleanup, figure, newRoom, server } from "../src/scenario.js";
import { type ServerProcess, startServer } from "../src/server-process.js";
import { syllables } from "../src/sound.js";
import type { Grants } from "../src/token.js";
import { eventually, pause } from "../src/wait.js";

const RATE = 48_000;
/** The whole table is made when losses are named, in percent: `E2E_LOSS=5,10,20`. */
const FULL = process.env.E2E_LOSS !== undefined;
const LOSSES = (process.env.E2E_LOSS ?? "10").split(",").map(Number);
/** Seconds that each loss is listened to; more give a steadier figure. */
const SECONDS = Number(process.env.E2E_LOSS_SECONDS ?? (FULL ? 10 : 6));
/** How much of the sound may be made up where so much of the packets is lost, in percent. */
const TARGETS: Record<number, number> = { 0: 1, 5: 1, 10: 3, 20: 5 };
/** A line as of a mobile phone: it takes a while, not always the same. */
const WAY = { delayMs: 20, jitterMs: 5 };

/** What a client has against losses by itself: both. */
const DEFAULT: Path = {};
const ways: [string, Path][] = FULL
  ? [
      ["plain", { noNack: true, noRed: true }],
      ["NACK", { noRed: true }],
      ["RED", { noNack: true }],
      ["NACK and RED", DEFAULT],
    ]
  : [["NACK and RED", DEFAULT]];
const WHOLE = "no loss";

/** Somebody who listens to somebody, and what lies between them. */
interface Pair {
  name: string;
  page: TestPage;
  identity: string;
}

describe.skipIf(server?.kind !== "mitalk" || !server.ours)("sound over lines that lose packets", () => {
  const cleanup = new Cleanup();
  let own: ServerProcess;
  let site: ProbeSite;
  let speakers: TestBrowser;
  let listeners: TestBrowser;
  let line: BadLine;

  beforeAll(async () => {
    // All who speak are heard at once here.
    own = await startServer("mitalk", ["--media-loudest", "0"]);
    line = await BadLine.start(own.address.mediaPort);
    site = await ProbeSite.start();
    [speakers, listeners] = await Promise.all([
      TestBrowser.launch({ microphone: syllables(440, RATE, 10) }),
      TestBrowser.launch({}),
    ]);
  }, 180_000);
  afterEach(() => cleanup.run());
  afterAll(async () => {
    await Promise.all([speakers?.end(), listeners?.end(), site?.end(), line?.end()]);
    await own?.stop();
  });

  /** With a connection for each direction, of which a page can take the repairs out. */
  const join = (browser: TestBrowser, grants: Grants, path: Path) =>
    enter(cleanup, site, browser, grants, { server: own.address, single: false, counts: true, ...path });

  /** Each speaks into a room of its own. Answers how others listen to it. */
  async function speaker(path: Path) {
    const room = newRoom();
    const speaks = await join(speakers, { room, identity: "speaker" }, path);
    await goLive(speaks, !path.noRed);
    return async (name: string, by: Path, grants: Partial<Grants> = {}): Promise<Pair> => {
      const page = await join(listeners, { room, identity: name, canPublish: false, ...grants }, by);
      await eventually(
        "packets",
        () => receptionOf(page, "speaker"),
        ({ packets }) => packets > 50,
      );
      return { name, page, identity: "speaker" };
    };
  }

  /** A bad line is bad from the start, and loses nothing yet. */
  const bad = (way: Path = DEFAULT) => ({ mediaPort: line.port, ...way });

  async function badListeners(): Promise<Pair[]> {
    const heard = await speaker({});
    const pairs = [await heard(WHOLE, {})];
    for (const [name, way] of ways) pairs.push(await heard(`listener with ${name}`, bad(way)));
    // What a client has without RED and NACK makes no difference that merging could.
    for (const [name, way] of ways.filter(([, { noNack }]) => !noNack))
      pairs.push(await heard(`audience with ${name}`, bad(way), { hidden: true }));
    return pairs;
  }

  async function badSpeakers(): Promise<Pair[]> {
    const pairs: Pair[] = [];
    // A page answers NACKs also where nobody agreed on them, so that cannot be taken away here.
    for (const [name, way] of ways.filter(([, { noNack }]) => !noNack)) {
      const heard = await speaker(bad(way));
      pairs.push(await heard(`speaker with ${name}`, {}));
      if (way !== DEFAULT) continue;
      pairs.push(await heard(`both with ${name}`, bad()));
      pairs.push(await heard(`both, of the audience, with ${name}`, bad(), { hidden: true }));
    }
    return pairs;
  }

  async function measure(pairs: Pair[]): Promise<void> {
    const readings = () => Promise.all(pairs.map(({ page, identity }) => receptionOf(page, identity)));
    for (const loss of LOSSES) {
      await line.becomes({ up: loss, down: loss, ...WAY });
      // Clients and the server find out first how bad the line is.
      await pause(4_000);
      const [before, had] = [await readings(), await line.tally()];
      await pause(SECONDS * 1000);
      const [after, has] = [await readings(), await line.tally()];
      const [up, down] = [
        (has.upLost - had.upLost) / (has.up - had.up),
        (has.downLost - had.downLost) / (has.down - had.down),
      ];
      const all = `lost ${(100 * up).toFixed(1)} % upwards, ${(100 * down).toFixed(1)} % downwards`;
      figure(`lines that lose ${loss} %`, all);
      const control = pairs.findIndex(({ name }) => name === WHOLE);
      // What a busy machine spoils without any loss is not the line's fault.
      const noise = control < 0 ? 0 : concealed(before[control]!, after[control]!);
      pairs.forEach(({ name }, i) => {
        figure(`lines that lose ${loss} %: ${name}`, told(before[i]!, after[i]!));
      });
      pairs.forEach(({ name }, i) => {
        if (!name.endsWith("NACK and RED")) return;
        const made = concealed(before[i]!, after[i]!);
        expect.soft(made, `${name} at ${loss} %`).toBeLessThanOrEqual(TARGETS[loss]! + noise);
      });
    }
  }

  const stories: [string, (() => Promise<Pair[]>)[]][] = FULL
    ? [
        ["of listeners", [badListeners]],
        ["of speakers, and of both", [badSpeakers]],
      ]
    : [["of listeners, of speakers, and of both", [badListeners, badSpeakers]]];

  it.each(stories)(
    "the lines %s: little of the sound is made up for what they lose",
    async (_, groups) => {
      await line.becomes(WAY);
      const pairs: Pair[] = [];
      for (const group of groups) pairs.push(...(await group()));
      await measure(pairs);
    },
    100_000 + LOSSES.length * (SECONDS + 10) * 1000,
  );

  it("a NAT that forgets its clients costs less than three seconds of sound", async () => {
    await line.becomes({});
    const whoSpeaks = await speaker(bad());
    const [there, here] = [await whoSpeaks("without NAT", {}), await whoSpeaks("behind a NAT", bad())];
    for (const [who, { page }] of [
      ["speaker", there],
      ["speaker and listener", here],
    ] as const) {
      const before = await receptionOf(page, "speaker");
      const at = Date.now();
      await line.rebinds();
      // Half a second's packets more than could have been under way.
      await eventually(
        "packets again",
        () => receptionOf(page, "speaker"),
        ({ packets }) => packets > before.packets + 25,
      );
      const took = Date.now() - at - 500;
      figure(`another address of ${who}, until sound`, `${took} ms`);
      expect(took).toBeLessThanOrEqual(3_000);
    }
  });
});

/** Percent of the sound that was made up. */
function concealed(before: Reception, after: Reception): number {
  return (100 * (after.concealed - before.concealed)) / (after.samples - before.samples);
}

function told(before: Reception, after: Reception): string {
  const grew = (key: keyof Reception) => after[key] - before[key];
  const waited = (1000 * grew("waited")) / grew("emitted");
  return [
    `concealed ${concealed(before, after).toFixed(2)} % in ${grew("concealments")} pieces`,
    `jitter buffer ${waited.toFixed(0)} ms`,
    `stretched ${((100 * grew("stretched")) / grew("samples")).toFixed(2)} %`,
    `${grew("packets")} packets, ${grew("redundant")} redundant, ${grew("repeated")} repeated`,
  ].join("; ");
}
