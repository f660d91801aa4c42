/** Blank pages with livekit-client: how they join, and what scenarios ask them. */
import { type ProbeSite, sendMediaTo, type TestBrowser, type TestPage, withoutRepairs } from "./browser.js";
import type { PageEvent, Reception } from "./page/probe.js";
import type { Relay } from "./relay.js";
import { type Cleanup, serverUnderTest } from "./scenario.js";
import type { ServerAddress } from "./server-process.js";
import { type Grants, mintToken } from "./token.js";
import { eventually } from "./wait.js";

/** Less than any tone of a microphone, and more than what is left of a codec's silence. */
export const PRESENT = 0.05;
export const ABSENT = 0.005;

/** How a page reaches the server. */
export interface Path {
  /** One peer connection for both directions, as livekit-client does by itself, or one for each. */
  single?: boolean;
  /** Another server than the one under test. */
  server?: ServerAddress;
  /** Through a relay for signalling and media. */
  relay?: Relay;
  /** Through a relay for media, on this port. */
  mediaPort?: number;
  /** It counts what comes, and knows no frequencies; such pages cost little. */
  counts?: boolean;
  /** End-to-end encrypted, with a key made from this. */
  key?: string;
  /** Lost packets are not asked for again. */
  noNack?: boolean;
  /** Packets bring no earlier ones along. */
  noRed?: boolean;
}

/** A fresh page of a browser that has joined a room. */
export async function enter(
  cleanup: Cleanup,
  site: ProbeSite,
  browser: TestBrowser,
  grants: Grants,
  path: Path = {},
): Promise<TestPage> {
  const opened = cleanup.add(await browser.page());
  const port = path.mediaPort ?? path.relay?.frontMediaPort;
  if (path.noNack || path.noRed) await withoutRepairs(opened.page, path);
  if (port !== undefined) await sendMediaTo(opened.page, port);
  await rejoin(site, opened, grants, path);
  return opened;
}

/** Loads the page anew and joins; answers how long the joining took, in ms. */
export async function rejoin(
  site: ProbeSite,
  { page }: TestPage,
  grants: Grants,
  { single = true, server = serverUnderTest(), relay, counts = false, key }: Path = {},
): Promise<number> {
  const to = relay ? `ws://127.0.0.1:${relay.frontHttpPort}` : server.url;
  await page.goto(site.url);
  await page.waitForFunction(() => window.probe !== undefined);
  if (key !== undefined) await page.evaluate((secret) => window.probe.encryptWith(secret), key);
  return page.evaluate(([at, token, ...how]) => window.probe.join(at, token, ...how), [
    to,
    mintToken(server.key, server.secret, grants),
    single,
    !counts,
  ] as const);
}

export const goLive = ({ page }: TestPage, red = false) =>
  page.evaluate((redundant) => window.probe.goLive(redundant), red);

export const amplitude = ({ page }: TestPage, identity: string, hz: number) =>
  page.evaluate(([who, at]) => window.probe.amplitude(who, at), [identity, hz] as const);

export const eventsOf = ({ page }: TestPage): Promise<PageEvent[]> =>
  page.evaluate(() => window.probe.events);

export const receptionOf = ({ page }: TestPage, identity: string): Promise<Reception> =>
  page.evaluate((who) => window.probe.reception(who), identity);

export async function hears(page: TestPage, identity: string, hz: number, withinMs = 10_000): Promise<void> {
  await eventually(
    `${hz} Hz of ${identity}`,
    () => amplitude(page, identity, hz),
    (loud) => loud > PRESENT,
    withinMs,
  );
}

export async function hearsNothing(
  page: TestPage,
  identity: string,
  hz: number,
  withinMs = 5_000,
): Promise<void> {
  await eventually(
    `no ${hz} Hz of ${identity}`,
    () => amplitude(page, identity, hz),
    (loud) => loud < ABSENT,
    withinMs,
  );
}

/** The first event of a kind, of anybody or of one participant. */
export async function saw(
  page: TestPage,
  event: string,
  identity?: string,
  withinMs = 10_000,
): Promise<PageEvent> {
  const found = await eventually(
    `${event} ${identity ?? ""}`,
    async () =>
      (await eventsOf(page)).find(
        (seen) => seen.event === event && (!identity || seen.identity === identity),
      ),
    (seen) => seen !== undefined,
    withinMs,
  );
  return found!;
}
