import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { TestBrowser } from "../src/browser.js";
import { Community, type Member, Refused, unique } from "../src/community.js";
import { type PageOptions, ProductPage } from "../src/product-page.js";
import { Relay } from "../src/relay.js";
import { Cleanup, figure, server, serverUnderTest } from "../src/scenario.js";
import { syllables } from "../src/sound.js";
import { eventually, pause } from "../src/wait.js";

const RATE = 48_000;
const DESKTOP = { width: 1280, height: 800 };
const runs = server?.kind === "mitalk" && server.ours;

let community: Community;
let low: TestBrowser;
let high: TestBrowser;
let silent: TestBrowser;
const cleanup = new Cleanup();

beforeAll(async () => {
  if (!runs) return;
  community = await Community.found(serverUnderTest());
  [low, high, silent] = await Promise.all([
    TestBrowser.launch({ microphone: syllables(440, RATE, 10) }),
    TestBrowser.launch({ microphone: syllables(700, RATE, 10) }),
    TestBrowser.launch({}),
  ]);
});
afterEach(() => cleanup.run());
afterAll(async () => {
  if (runs) await Promise.all([low.end(), high.end(), silent.end()]);
});

interface RoomView {
  id: string;
  phase: string;
  you: { role: string; offer: boolean; seat: boolean };
}

async function open(
  person: Member,
  browser: TestBrowser,
  path: string,
  options?: PageOptions,
): Promise<ProductPage> {
  return cleanup.add(await person.open(browser, path, options));
}

function openRoom(host: Member, visibility: "public" | "members" | "private" = "public"): Promise<RoomView> {
  return host.ask("POST", "/api/rooms", {
    title: `Listening well ${unique("x")}`,
    topic: "Practice",
    visibility,
    language: "en",
  });
}

/** The moderator, live in front of the audience at 440 Hz. */
async function hostLive(
  host: Member,
  visibility?: "public" | "members" | "private",
  options: PageOptions = { viewport: DESKTOP },
) {
  const room = await openRoom(host, visibility);
  const page = await open(host, low, `/r/${room.id}`, options);
  await page.isInRoom();
  await page.speakBackstage();
  await page.button("Go live").click();
  await page.shows("You are live");
  return { room, page };
}

/** Raises a hand, is accepted, and goes live at 700 Hz. */
async function comesOnStage(guest: ProductPage, name: string, host: ProductPage): Promise<void> {
  await guest.button("Raise hand").click();
  await host.button(`Accept: ${name}`).click();
  await guest.shows("You’re invited to speak");
  await guest.button("Go live").click();
  await guest.shows("You are live");
}

describe.skipIf(!runs)("a community and its rooms", () => {
  it("[N2] a reserved person sees that the name is kept and the doors in, and may listen but not more", async () => {
    const wei = await community.reserved("Wei Waiting");
    const page = await open(wei, silent, "/");
    await page.shows(`@${wei.handle}`);
    await page.shows(/kept for you/i);
    await expect(openRoom(wei)).rejects.toThrow("not-invited");
    const host = await community.member("Anna");
    const { room } = await hostLive(host);
    const listening = await open(wei, silent, `/r/${room.id}`);
    await listening.isInRoom();
    await listening.hears(440);
  });

  it("[N3] an invitation lets its reservation in, with the same name, and the profile names the inviter", async () => {
    const reserved = await community.reserved("Ines Invited");
    const link = await community.operator.invite(reserved.handle);
    const page = await open(reserved, silent, new URL(link).pathname + new URL(link).hash);
    await page.shows(community.operator.displayName);
    await page.picture("invitation-phone");
    await page.button(/^(accept|come in|join|enter)/i).click();
    await eventually(
      "a member",
      () => reserved.ask<{ id: string; handle: string; state: string }>("GET", "/api/me"),
      (me) => me.state === "active",
    );
    const profile = await reserved.ask<{ inviter: { handle: string } }>(
      "GET",
      `/api/users/${reserved.handle}`,
    );
    expect(profile.inviter.handle).toBe(community.operator.handle);
    await expect(reserved.redeem(link)).rejects.toThrow(Refused);
  });

  it("[N6] an invitation shows up in the app of who waits within 5 s", async () => {
    const reserved = await community.reserved("Nora Notice");
    const page = await open(reserved, silent, "/");
    await page.shows(/kept for you/i);
    const sent = Date.now();
    await community.operator.invite(reserved.handle);
    await page.shows(community.operator.displayName, 5_000);
    figure("from the invitation until its card is in the app", `${Date.now() - sent} ms`);
  });

  it("[N5] a member opens a room from the hallway in three clicks", async () => {
    const host = await community.member("Hana Host");
    const page = await open(host, low, "/", { viewport: DESKTOP });
    await page.button("Open a room").first().click();
    await page.opened.page.getByLabel("What will you talk about?").fill("Reviews that teach");
    await page.opened.page.getByRole("combobox", { name: "Topic" }).fill("Engineering");
    await page.button("Open backstage").click();
    await page.isInRoom();
    await page.shows("Backstage");
    await page.picture("backstage-desktop");
  });

  it("[N4] a hand is accepted, nothing is sent before the tap, and the voice is heard a second after it", async () => {
    const [anna, bert, cora] = await Promise.all(
      ["Anna", "Bert", "Cora"].map((name) => community.member(name)),
    );
    const { room, page: host } = await hostLive(anna!);
    const guest = await open(bert!, high, `/r/${room.id}`);
    const witness = await open(cora!, silent, `/r/${room.id}`);
    await Promise.all([guest.isInRoom(), witness.isInRoom()]);
    await witness.hears(440);

    await guest.button("Raise hand").click();
    const raised = Date.now();
    await host.button("Accept: Bert").waitFor({ timeout: 1_000 });
    figure("from raising a hand until the moderator sees it", `${Date.now() - raised} ms`);
    await host.picture("hands-desktop");
    await host.button("Accept: Bert").click();
    await guest.shows("You’re invited to speak");
    await guest.picture("offer-phone");
    await pause(1_000);
    expect(await witness.amplitude(700)).toBeLessThan(0.003);
    expect(await guest.sentAudioBytes()).toBe(0);

    const tapped = Date.now();
    await guest.button("Go live").click();
    await witness.hears(700, 5_000);
    const took = Date.now() - tapped;
    figure("from the tap until the voice is heard", `${took} ms`);
    expect(took).toBeLessThanOrEqual(1_000);
    await host.hears(700);
  });

  it("the shy path: not now is private, and the hand can be raised again", async () => {
    const [anna, bert, cora] = await Promise.all(
      ["Anna", "Bert", "Cora"].map((name) => community.member(name)),
    );
    const { room, page: host } = await hostLive(anna!);
    const guest = await open(bert!, high, `/r/${room.id}`);
    const witness = await open(cora!, silent, `/r/${room.id}`);
    await Promise.all([guest.isInRoom(), witness.isInRoom()]);
    await guest.button("Raise hand").click();
    await host.button("Accept: Bert").click();
    await guest.shows("You’re invited to speak");
    const seen = await witness.allText();
    await guest.button("Not now").click();
    await guest.button("Raise hand").waitFor();
    expect(await witness.allText()).toBe(seen);
    expect(await guest.sentAudioBytes()).toBe(0);
    await comesOnStage(guest, "Bert", host);
    await witness.hears(700);
  });

  it("[N7] a proposal that three would come to opens by itself at its time", async () => {
    const people = await Promise.all(["Pia", "Ulf", "Vera", "Xenia"].map((name) => community.member(name)));
    const [pia, ...others] = people;
    const startsAt = new Date(Date.now() + 12_000).toISOString();
    const proposal = await pia!.ask<{ id: string }>("POST", "/api/proposals", {
      title: "A time that suits",
      topic: "Practice",
      startsAt,
      language: "en",
    });
    const page = await open(others[0]!, silent, "/");
    await page.shows("A time that suits");
    await page.button("I’d come").first().click();
    for (const other of others.slice(1)) await other.ask("PUT", `/api/proposals/${proposal.id}/interest`);
    await page.shows("It will happen");
    const opened = await eventually(
      "the room",
      () =>
        others[1]!.ask<{ items: { kind: string; data: { roomId?: string } }[] }>("GET", "/api/me/notices"),
      ({ items }) => items.some(({ kind }) => kind === "room-open"),
      25_000,
    );
    const room = opened.items.find(({ kind }) => kind === "room-open")!.data.roomId!;
    expect((await pia!.ask<RoomView>("GET", `/api/rooms/${room}`)).you.role).toBe("moderator");
  });

  it("[C1] who comes and goes in the audience makes no sound and no message", async () => {
    const [anna, cora] = await Promise.all(["Anna", "Cora"].map((name) => community.member(name)));
    const { room, page: host } = await hostLive(anna!);
    await pause(1_500);
    const log = await host.announcements();
    const cameIn = await open(cora!, silent, `/r/${room.id}`);
    await cameIn.isInRoom();
    await cameIn.hears(440);
    await cameIn.button("Leave quietly").click();
    await cameIn.shows("You left quietly");
    await pause(1_500);
    expect(await host.announcements()).toEqual(log);
    expect(await host.amplitude(700)).toBeLessThan(0.003);
  });

  it("[M1] a private room does not exist for outsiders", async () => {
    const [anna, bert] = await Promise.all(["Anna", "Bert"].map((name) => community.member(name)));
    const { room } = await hostLive(anna!, "private");
    await expect(bert!.ask("GET", `/api/rooms/${room.id}`)).rejects.toThrow("404 not-found");
    expect(JSON.stringify(await bert!.ask("GET", "/api/hallway"))).not.toContain(room.id);
    const outsider = await open(bert!, silent, `/r/${room.id}`);
    await outsider.shows("No such room");
    await anna!.ask("PUT", `/api/rooms/${room.id}/guests/${bert!.handle}`);
    await outsider.opened.page.reload();
    await outsider.isInRoom();
    await outsider.hears(440);
  });

  it("[SP2] a public room's link plays in a browser without an account within 3 s", async () => {
    const anna = await community.member("Anna");
    const { room } = await hostLive(anna);
    const begun = Date.now();
    const guest = cleanup.add(
      await ProductPage.open(silent, `http://127.0.0.1:${serverUnderTest().httpPort}/r/${room.id}`),
    );
    await guest.hears(440, 10_000);
    const took = Date.now() - begun;
    figure("from opening a public room's link until sound", `${took} ms`);
    expect(took).toBeLessThanOrEqual(3_000);
    await guest.shows("Listening as a guest");
    await guest.picture("guest-phone");
  });

  it("backstage the stage hears itself and the audience nothing, until the room goes live", async () => {
    const [anna, bert, cora] = await Promise.all(
      ["Anna", "Bert", "Cora"].map((name) => community.member(name)),
    );
    const room = await openRoom(anna!);
    const host = await open(anna!, low, `/r/${room.id}`, { viewport: DESKTOP });
    const guest = await open(bert!, high, `/r/${room.id}`);
    const witness = await open(cora!, silent, `/r/${room.id}`);
    await Promise.all([host.isInRoom(), guest.isInRoom(), witness.isInRoom()]);
    await host.speakBackstage();
    await guest.button("Raise hand").click();
    await host.button("Accept: Bert").click();
    await guest.button("Speak backstage").click();
    await guest.shows("You are heard backstage");
    await Promise.all([host.hears(700), guest.hears(440)]);
    await witness.shows("Starts soon");
    await pause(1_000);
    expect(await witness.amplitude(440)).toBeLessThan(0.003);
    expect(await witness.amplitude(700)).toBeLessThan(0.003);
    await host.button("Go live").click();
    await Promise.all([witness.hears(440), witness.hears(700)]);
  });

  it("[S18] who is muted, moved or removed by the moderator is not heard, whatever its client sends", async () => {
    const [anna, bert, cora] = await Promise.all(
      ["Anna", "Bert", "Cora"].map((name) => community.member(name)),
    );
    const { room, page: host } = await hostLive(anna!);
    const guest = await open(bert!, high, `/r/${room.id}`);
    const witness = await open(cora!, silent, `/r/${room.id}`);
    await Promise.all([guest.isInRoom(), witness.isInRoom()]);
    await comesOnStage(guest, "Bert", host);
    await witness.hears(700);
    await anna!.ask("PUT", `/api/rooms/${room.id}/people/${bert!.id}/mute`);
    await witness.hearsNothing(700, 2_000);
    await guest.shows("A host muted you");
    await bert!.ask("DELETE", `/api/rooms/${room.id}/people/${bert!.id}/mute`);
    await anna!.ask("DELETE", `/api/rooms/${room.id}/people/${bert!.id}`, { reason: "off the topic" });
    await guest.shows("You were removed from this room");
    await expect(bert!.ask("POST", `/api/rooms/${room.id}/join`, {})).rejects.toThrow("removed-from-room");
    await witness.hearsNothing(700, 2_000);
  });

  it("who speaks, reloads or loses the line in the middle of speech is heard again", async () => {
    const { httpPort, mediaPort } = serverUnderTest();
    const relay = cleanup.add(await Relay.start(httpPort, mediaPort));
    const [anna, cora] = await Promise.all(["Anna", "Cora"].map((name) => community.member(name)));
    const { room, page: host } = await hostLive(anna!, "public", { relay });
    const witness = await open(cora!, silent, `/r/${room.id}`);
    await witness.isInRoom();
    await witness.hears(440);
    relay.cut();
    await host.opened.context.setOffline(true);
    await witness.hearsNothing(440);
    await pause(2_000);
    relay.restore();
    await host.opened.context.setOffline(false);
    await witness.hears(440, 20_000);
    await host.opened.page.reload();
    await host.isInRoom();
    await host.goLive();
    await witness.hears(440);
  });

  it("a second device takes the place of the first, which says so and can take it back", async () => {
    const [anna, cora] = await Promise.all(["Anna", "Cora"].map((name) => community.member(name)));
    const { room, page: first } = await hostLive(anna!);
    const witness = await open(cora!, silent, `/r/${room.id}`);
    await witness.hears(440);
    const second = await open(anna!, high, `/r/${room.id}`);
    await second.isInRoom();
    await first.shows("Another device took over");
    await second.goLive();
    await witness.hears(700);
    await first.button("Use it here").click();
    await first.isInRoom();
    await second.shows("Another device took over");
  });

  it("[C7] two of whom one blocked the other never see each other's rooms", async () => {
    const [anna, bert] = await Promise.all(["Anna", "Bert"].map((name) => community.member(name)));
    const { room } = await hostLive(anna!);
    const guest = await open(bert!, silent, `/r/${room.id}`);
    await guest.isInRoom();
    await guest.hears(440);
    await anna!.ask("PUT", `/api/me/blocks/${bert!.handle}`);
    await guest.hearsNothing(440, 3_000);
    await expect(bert!.ask("GET", `/api/rooms/${room.id}`)).rejects.toThrow("404 not-found");
    expect(JSON.stringify(await bert!.ask("GET", "/api/hallway"))).not.toContain(room.id);
    const own = await openRoom(bert!);
    await expect(anna!.ask("GET", `/api/rooms/${own.id}`)).rejects.toThrow("404 not-found");
  });

  it("a report takes two taps and reaches the operator's console within 5 s", async () => {
    const [anna, cora] = await Promise.all(["Anna", "Cora"].map((name) => community.member(name)));
    const { room } = await hostLive(anna!);
    const console = await open(community.operator, low, "/console", { viewport: DESKTOP });
    await console.shows("Reports");
    const witness = await open(cora!, silent, `/r/${room.id}`);
    await witness.isInRoom();
    await witness.person("Anna").first().click();
    await witness.button("Spam").click();
    const sent = Date.now();
    const reports = await eventually(
      "the report",
      () =>
        community.operator.ask<{ items: { about: { account?: { id: string } } }[] }>(
          "GET",
          "/api/admin/reports",
        ),
      ({ items }) => items.some(({ about }) => about.account?.id === anna!.id),
      5_000,
    );
    expect(reports.items.length).toBeGreaterThan(0);
    await console.shows("Spam", 5_000);
    figure("from a report until the console shows it", `${Date.now() - sent} ms`);
    await console.picture("console-desktop");
  });
});
