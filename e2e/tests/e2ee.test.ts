import { describe, expect, it } from "vitest";
import type { TestBrowser, TestPage } from "../src/browser.js";
import { Peer } from "../src/peer.js";
import type { Received } from "../src/peer-data.js";
import { amplitude, goLive, hears, PRESENT, receptionOf } from "../src/probe-page.js";
import { figure, newRoom, server, serverUnderTest } from "../src/scenario.js";
import { Studio } from "../src/studio.js";
import type { Grants } from "../src/token.js";
import { eventually } from "../src/wait.js";

const RATE = 48_000;
const KEY = "what only the participants know";
const studio = Studio.here();

describe.skipIf(!server).each([
  ["one peer connection", true],
  ["two peer connections", false],
] as const)("end-to-end encrypted, on %s", (_, single) => {
  const open = (browser: TestBrowser, grants: Grants, key: string): Promise<TestPage> =>
    studio.enter(browser, grants, { single, key });
  const dataOf = ({ page }: TestPage): Promise<string[]> => page.evaluate(() => window.probe.data);

  it("two pages hear each other, who has another key hears nobody, and no packet is touched", async () => {
    const room = newRoom();
    const anna = await open(studio.low, { room, identity: "anna" }, KEY);
    const bert = await open(studio.high, { room, identity: "bert" }, KEY);
    const audience = await open(
      studio.silent,
      { room, identity: "audience", hidden: true, canPublish: false },
      KEY,
    );
    const eve = await open(studio.silent, { room, identity: "eve", canPublish: false }, "another key");
    // Where it can be, sound is sent redundantly, and the hidden audience gets packets merged.
    await Promise.all([goLive(anna, true), goLive(bert, true)]);
    await Promise.all([hears(anna, "bert", 700), hears(bert, "anna", 440), hears(audience, "anna", 440)]);
    const readings = () => Promise.all([bert, audience, eve].map((page) => receptionOf(page, "anna")));
    const before = await readings();
    const enough = (all: typeof before) => all.every(({ packets }, i) => packets - before[i]!.packets >= 150);
    const after = await eventually("150 packets each", readings, enough);
    const sent = await anna.page.evaluate(() => window.probe.sentPacketSize());
    const [stage, hidden, without] = after.map(({ packets, bytes, samples }, i) => ({
      size: (bytes - before[i]!.bytes) / (packets - before[i]!.packets),
      packets: packets - before[i]!.packets,
      seconds: (samples - before[i]!.samples) / RATE,
    }));
    figure(
      "bytes of an encrypted packet, sent and received",
      `${sent.toFixed(1)}, ${stage!.size.toFixed(1)}`,
    );
    for (const heard of [stage!, hidden!, without!]) {
      // Neither merged nor made redundant: a payload of the size that was sent for each 20 ms.
      expect(Math.abs(heard.size - sent)).toBeLessThan(0.1 * sent);
      expect(heard.packets / heard.seconds).toBeGreaterThan(40);
    }
    expect(await amplitude(eve, "anna", 440)).toBeLessThan(PRESENT);
  });

  it("messages pass between pages that have the key, and say nothing to one that has another", async () => {
    const room = newRoom();
    const [anna, bert, eve] = await Promise.all([
      open(studio.silent, { room, identity: "anna" }, KEY),
      open(studio.silent, { room, identity: "bert" }, KEY),
      open(studio.silent, { room, identity: "eve" }, "another key"),
    ]);
    for (const { page } of [anna, bert, eve]) {
      await page.evaluate(() => window.probe.takeData());
      await eventually(
        "two others",
        () => page.evaluate(() => window.probe.others().length),
        (others) => others === 2,
      );
    }
    await anna.page.evaluate(() => window.probe.publishData(5_000, true));
    await anna.page.evaluate(() => window.probe.sendText(`${"long ".repeat(20_000)}the end.`));
    const seen = await eventually(
      "both",
      () => dataOf(bert),
      (data) => data.length === 2,
    );
    expect(seen).toEqual(["data reliable anna 5000", "stream anna 100008 the end."]);
    expect(await bert.page.evaluate(() => window.probe.call("anna", "echo", "hi"))).toBe("bert: hi");
    expect(await dataOf(eve)).toEqual([]);
  });

  it("a page and @livekit/rtc-node hear each other and exchange messages", async () => {
    const room = newRoom();
    const anna = await open(studio.low, { room, identity: "anna" }, KEY);
    await anna.page.evaluate(() => window.probe.takeData());
    const [node, eve] = [studio.cleanup.add(new Peer("node")), studio.cleanup.add(new Peer("eve"))];
    const options = { singlePeerConnection: single };
    await Promise.all([
      node.connect(serverUnderTest(), { room, identity: "node" }, { ...options, key: KEY }),
      eve.connect(serverUnderTest(), { room, identity: "eve" }, { ...options, key: "another key" }),
    ]);
    await Promise.all([goLive(anna), node.publishTone(700)]);
    await Promise.all([node.hearsTone("anna", 440), hears(anna, "node", 700)]);
    await node.ask("publish", { topic: "data", count: 3, bytes: 2_000 });
    const came = await eventually(
      "three from Node",
      () => dataOf(anna),
      (data) => data.length === 3,
    );
    expect(new Set(came)).toEqual(new Set(["data reliable node 2000"]));
    await anna.page.evaluate(() => window.probe.publishData(5_000, true));
    const seen = await eventually(
      "one from Anna",
      () => node.ask("received", { topic: "data" }) as Promise<Received[]>,
      (data) => data.length === 1,
    );
    expect(seen[0]).toMatchObject({ from: "anna", bytes: 5_000 });
    expect(await eve.ask("received", { topic: "data" })).toEqual([]);
  });
});
