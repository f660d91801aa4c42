import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { ProbeSite } from "../src/browser.js";
import { type FirefoxPage, firefoxProgram, TestFirefox } from "../src/firefox.js";
import { Peer } from "../src/peer.js";
import { Cleanup, newRoom, server, serverUnderTest } from "../src/scenario.js";
import { mintToken } from "../src/token.js";
import { eventually } from "../src/wait.js";

const program = firefoxProgram();
if (server && !program)
  process.stdout.write("No Firefox here (FIREFOX or firefox-esr): its scenarios are skipped.\n");

const TONE = 440;
const PRESENT = 0.02;

let site: ProbeSite;
let firefox: TestFirefox;
let single = true;
const cleanup = new Cleanup();

/** A page of Firefox that has joined. */
async function enter(room: string, identity: string): Promise<FirefoxPage> {
  const { url, key, secret } = serverUnderTest();
  const page = cleanup.add(await firefox.page());
  await page.goto(site.url);
  await page.evaluate(
    (to, token, one) => window.probe.join(to, token, one),
    url,
    mintToken(key, secret, { room, identity }),
    single,
  );
  return page;
}

/** By Firefox's own count: its WebAudio stands still where there is no sound card. */
async function hears(page: FirefoxPage, identity: string): Promise<void> {
  await eventually(
    `sound of ${identity} in Firefox`,
    () => page.evaluate((who) => window.probe.loudness(who), identity),
    (loud) => loud > PRESENT,
    15_000,
  );
}

describe.skipIf(!server || !program).each([
  ["one peer connection", true],
  ["two peer connections", false],
])("with livekit-client in Firefox and %s", (_, one) => {
  beforeAll(async () => {
    single = one;
    site = await ProbeSite.start();
    firefox = await TestFirefox.launch(program!, TONE);
  });
  afterEach(() => cleanup.run());
  afterAll(() => Promise.all([firefox.end(), site.end()]));

  it("Firefox and rtc-node hear each other, whoever came first, and a mute is obeyed", async () => {
    const room = newRoom();
    const first = cleanup.add(await Peer.join(serverUnderTest(), { room, identity: "first" }));
    await first.publishTone(700);
    const fox = await enter(room, "fox");
    await hears(fox, "first");
    await fox.evaluate(() => window.probe.goLive());
    await first.hearsTone("fox", TONE, 15_000);

    const later = cleanup.add(await Peer.join(serverUnderTest(), { room, identity: "later" }));
    await later.publishTone(1000);
    await Promise.all([hears(fox, "later"), later.hearsTone("fox", TONE, 15_000)]);

    await fox.evaluate(() => window.probe.mute(true));
    await later.saw("trackMuted", { identity: "fox" });
    await fox.evaluate(() => window.probe.mute(false));
    await later.hearsTone("fox", TONE, 15_000);
    expect(await fox.evaluate(() => window.probe.events.map(({ event }) => event))).not.toContain(
      "reconnecting",
    );
  });

  it("two pages of Firefox hear each other", async () => {
    const room = newRoom();
    const [anna, bert] = [await enter(room, "anna"), await enter(room, "bert")];
    await Promise.all([anna, bert].map((page) => page.evaluate(() => window.probe.goLive())));
    await Promise.all([hears(anna, "bert"), hears(bert, "anna")]);
  });
});
