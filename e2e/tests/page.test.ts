import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { TestBrowser } from "../src/browser.js";
import { Consoles, endStory } from "../src/consoles.js";
import { freeUdpPort } from "../src/ports.js";
import { type PageOptions, ProductPage } from "../src/product-page.js";
import { Relay } from "../src/relay.js";
import { Cleanup, figure, newRoom, server, serverUnderTest } from "../src/scenario.js";
import { personalLink, startServer } from "../src/server-process.js";
import { syllables } from "../src/sound.js";
import { eventually, pause } from "../src/wait.js";

const RATE = 48_000;
const PHONE = { width: 390, height: 844 };
/** How often the server dies; more give a better figure, and take 8 s each. */
const RESTARTS = Number(process.env.E2E_RESTARTS ?? 1);
const DESKTOP = { width: 1280, height: 800 };
const runs = server?.kind === "mitalk" && server.ours;

let low: TestBrowser;
let high: TestBrowser;
let silent: TestBrowser;
const cleanup = new Cleanup();
const consoles = new Consoles();

beforeAll(async () => {
  if (!runs) return;
  [low, high, silent] = await Promise.all([
    TestBrowser.launch({ microphone: syllables(440, RATE, 10) }),
    TestBrowser.launch({ microphone: syllables(700, RATE, 10) }),
    TestBrowser.launch({}),
  ]);
});
afterEach(({ task }) => endStory(consoles, task, () => cleanup.run()));
afterAll(async () => {
  if (runs) await Promise.all([low.end(), high.end(), silent.end()]);
});

async function open(browser: TestBrowser, link: string, options: PageOptions = {}): Promise<ProductPage> {
  return cleanup.add(consoles.watch(await ProductPage.open(browser, link, options)));
}

const speakerLink = (room: string, name: string) =>
  personalLink(serverUnderTest(), "--room", room, "--as", name, "--speak");
const listenerLink = (room: string, name: string) =>
  personalLink(serverUnderTest(), "--room", room, "--as", name);

/** Anna, live at 440 Hz, and Cora, who listens with a listener's link. */
async function talk(options: { anna?: PageOptions; cora?: PageOptions } = {}) {
  const room = newRoom();
  const links = await Promise.all([speakerLink(room, "Anna"), listenerLink(room, "Cora")]);
  const anna = await open(low, links[0], options.anna);
  const cora = await open(silent, links[1], options.cora);
  await Promise.all([anna.isInRoom(), cora.isInRoom()]);
  await anna.goLive();
  await cora.hears(440);
  return { room, anna, cora, links };
}

describe.skipIf(!runs)("MiTalk's page, opened with links from the terminal", () => {
  it("two hold a conversation and a third listens; rings, names and mute tell the truth", async () => {
    const room = newRoom();
    const links = await Promise.all([
      speakerLink(room, "Anna"),
      speakerLink(room, "Bert"),
      listenerLink(room, "Cora"),
    ]);
    const anna = await open(low, links[0], { viewport: PHONE });
    const bert = await open(high, links[1], { viewport: DESKTOP });
    const cora = await open(silent, links[2], { viewport: PHONE });
    await Promise.all([anna.isInRoom(), bert.isInRoom(), cora.isInRoom()]);
    expect(await cora.button("Set up microphone").count()).toBe(0);
    await Promise.all([anna.goLive(), bert.goLive()]);
    await Promise.all([anna.hears(700), bert.hears(440), cora.hears(440), cora.hears(700)]);
    await Promise.all([cora.ring("Anna", true), cora.ring("Bert", true)]);
    await Promise.all([
      anna.picture("room-phone"),
      bert.picture("room-desktop"),
      cora.picture("listener-phone"),
    ]);
    await anna.button("Mute").click();
    await anna.shows("You are muted");
    await Promise.all([cora.hearsNothing(440), cora.ring("Anna", false)]);
    await cora.person("Anna").locator('[data-sign="muted"]').waitFor();
    await anna.picture("muted-phone");
    await cora.hears(700);
    await anna.button("Unmute").click();
    await cora.hears(440);
    await cora.ring("Anna", true);
  });

  it("nothing is sent before Go live, and nothing after Stop speaking", async () => {
    const room = newRoom();
    const links = await Promise.all([speakerLink(room, "Anna"), listenerLink(room, "Cora")]);
    const anna = await open(low, links[0]);
    const cora = await open(silent, links[1]);
    await Promise.all([anna.isInRoom(), cora.isInRoom()]);
    await anna.button("Set up microphone").click();
    await anna.button("Go live").waitFor();
    await anna.picture("before-live-phone");
    // A live microphone is heard within a second.
    await pause(1_500);
    expect(await cora.amplitude(440)).toBe(0);
    await anna.button("Go live").click();
    await cora.hears(440);
    await anna.button("Stop speaking").click();
    await cora.hearsNothing(440);
  });

  it("who reloads in the middle of speech is in the room again and heard after Go live", async () => {
    const { anna, cora } = await talk();
    await anna.opened.page.reload();
    await anna.isInRoom();
    await cora.hearsNothing(440);
    await anna.goLive();
    await cora.hears(440);
  });

  it("who goes offline in the middle of speech is told, comes back alone and is heard again", async () => {
    const { httpPort, mediaPort } = serverUnderTest();
    const relay = cleanup.add(await Relay.start(httpPort, mediaPort));
    const { anna, cora } = await talk({ anna: { relay } });
    consoles.expectLostLine();
    relay.cut();
    await anna.opened.context.setOffline(true);
    await anna.shows(/You’re offline|Connection lost|Reconnecting/);
    await anna.picture("offline-phone");
    await cora.hearsNothing(440);
    relay.restore();
    await anna.opened.context.setOffline(false);
    const online = Date.now();
    await cora.hears(440, 25_000);
    figure("page offline, back online until heard", `${Date.now() - online} ms`);
  });

  it(
    "when the server dies and starts again, both pages come back alone and speech is heard within 5 s",
    async () => {
      const own = await startServer("mitalk");
      cleanup.add({ end: () => own.stop() });
      const room = newRoom();
      const link = (name: string, ...speak: string[]) =>
        personalLink(own.address, "--room", room, "--as", name, ...speak);
      const links = await Promise.all([link("Anna", "--speak"), link("Cora")]);
      const anna = await open(low, links[0]);
      const cora = await open(silent, links[1]);
      await Promise.all([anna.isInRoom(), cora.isInRoom()]);
      await anna.goLive();
      await cora.hears(440);
      const waits: number[] = [];
      consoles.expectLostLine();
      for (let i = 0; i < RESTARTS; i++) {
        await own.kill();
        await cora.hearsNothing(440);
        await own.start();
        const answering = Date.now();
        await cora.hears(440, 20_000);
        waits.push(Date.now() - answering);
      }
      figure("page: server killed and started again, first answer until heard", `${waits.join(", ")} ms`);
      expect(Math.max(...waits)).toBeLessThanOrEqual(5_000);
    },
    60_000 + RESTARTS * 60_000,
  );

  it("a listener that goes offline hears the speech again", async () => {
    const { httpPort, mediaPort } = serverUnderTest();
    const relay = cleanup.add(await Relay.start(httpPort, mediaPort));
    const { cora } = await talk({ cora: { relay } });
    consoles.expectLostLine();
    relay.cut();
    await cora.opened.context.setOffline(true);
    await cora.hearsNothing(440);
    relay.restore();
    await cora.opened.context.setOffline(false);
    await cora.hears(440, 25_000);
  });

  it("a browser that withholds sound shows Tap to hear, and one tap brings it", async () => {
    consoles.expectComplaints(/AudioContext was not allowed to start/, /^could not playback audio/);
    const strict = cleanup.add(await TestBrowser.launch({ autoplay: false }));
    const room = newRoom();
    const links = await Promise.all([speakerLink(room, "Anna"), listenerLink(room, "Cora")]);
    const anna = await open(low, links[0]);
    await anna.isInRoom();
    await anna.goLive();
    const cora = await open(strict, links[1]);
    const button =
      "[...document.querySelectorAll('button')].find((one) => one.textContent === 'Tap to hear')";
    const place = await eventually(
      "Tap to hear, with Anna on stage",
      async () =>
        (await cora.glance(`document.querySelector('[data-away]') && ${button} && (({x, y}) => [x, y])(
        ${button}.getBoundingClientRect())`)) as [number, number] | null | undefined,
      (found) => Array.isArray(found),
      15_000,
    );
    const [x, y] = place as [number, number];
    await cora.opened.page.mouse.click(x + 10, y + 10);
    await cora.button("Tap to hear").waitFor({ state: "detached" });
    await cora.hears(440);
  });

  it("a refused microphone is explained, and the room is heard all the same", async () => {
    const refusing = cleanup.add(await TestBrowser.launch({ grantsMicrophone: false }));
    const { room } = await talk();
    const bert = await open(refusing, await speakerLink(room, "Bert"));
    await bert.isInRoom();
    await bert.button("Set up microphone").click();
    await bert.shows("The microphone is blocked");
    await bert.picture("microphone-refused-phone");
    await bert.hears(440);
  });

  it("a network that blocks UDP is named as the cause", async () => {
    const dead = await freeUdpPort();
    const anna = await open(low, await speakerLink(newRoom(), "Anna"), { mediaPort: dead });
    await anna.shows("Your network blocks the voice", 35_000);
    await anna.picture("udp-blocked-phone");
  });

  it("a link that was cut off is refused in words", async () => {
    consoles.expectComplaints(/status of 400 .*\/api\/links\/open\)/);
    const link = await speakerLink(newRoom(), "Anna");
    const anna = await open(low, link.slice(0, -6));
    await anna.shows("This link doesn’t work here");
    await anna.picture("link-invalid-phone");
  });

  it("the same link opened twice is one person: the first page is told", async () => {
    const { anna, cora, links } = await talk();
    const again = await open(low, links[0]);
    await again.isInRoom();
    await anna.shows("You’re in this room somewhere else");
    await again.goLive();
    await cora.hears(440);
  });
});
