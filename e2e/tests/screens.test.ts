import { describe, expect, it } from "vitest";
import { violations } from "../src/axe.js";
import type { ProductPage } from "../src/product-page.js";
import { DESKTOP, Scene, scenesRun } from "../src/scene.js";

// A community of its own: other files run at the same time.
const scene = Scene.here([]);

/** Holds a page, when it shows what it is about, to the rules of accessibility. */
async function isAccessible(page: ProductPage, shows: string | RegExp): Promise<void> {
  await page.shows(shows);
  expect(await violations(page.opened.page)).toEqual([]);
}

describe.skipIf(!scenesRun)("every screen of a running community", () => {
  it("is accessible to strangers and to who waits: landing, sign-in, code, waiting, invitation", async () => {
    const stranger = await scene.stranger("/");
    await isAccessible(stranger, "Reserve this name");
    await stranger.goTo("/sign-in");
    await isAccessible(stranger, "Welcome back");
    await stranger.field("E-mail").fill("nobody@example.org");
    await stranger.button("Get a code").click();
    await isAccessible(stranger, "Ask for your code");
    const reserved = await scene.community.reserved("Wanda Waits");
    const { page } = await scene.visit(reserved, "silent", "/");
    await isAccessible(page, "Three doors in");
    const link = new URL(await scene.community.operator.invite(reserved.handle));
    await page.goTo(link.pathname + link.hash);
    await isAccessible(page, "Come in");
    await page.button("Come in").click();
    await isAccessible(page, "Welcome, Wanda Waits");
  });

  it("is accessible to members: hallway, opening a room, profile, invitations, settings, notices", async () => {
    const [member] = await scene.members("Mia Member");
    const { page } = await scene.visit(member, "silent", "/", { viewport: DESKTOP });
    await isAccessible(page, "Talking now");
    await page.button("Open a room").first().click();
    await isAccessible(page, "What will you talk about?");
    await page.goTo(`/u/${member.handle}`);
    await isAccessible(page, "Invited by");
    await page.goTo("/invitations");
    await isAccessible(page, "Why them?");
    await page.field("Their handle").fill((await scene.community.reserved("Ivo")).handle);
    await page.field("Why them?").fill("He has kept the archive online for nine years.");
    await page.button("Make the invitation").click();
    await isAccessible(page, "Hand it over");
    await page.goTo("/settings");
    await isAccessible(page, "Your data");
    await page.button("Delete your account").click();
    await isAccessible(page, "This can’t be taken back.");
    await page.goTo("/");
    await page.shows("Talking now");
    await page.button(/^Notices/).click();
    await page.heading("Notices").waitFor();
    await isAccessible(page, "Notices");
  });

  it("is accessible in a room: to moderator, listener with a hand, speaker, guest, and at its end", async () => {
    const { room, anna, bert, cora } = await scene.talkOfAnna();
    await bert.raisesHand();
    await isAccessible(bert.page, "Your hand is up");
    await isAccessible(anna.page, "Accept");
    await anna.accepts(bert);
    await isAccessible(bert.page, "You’re invited to speak");
    await bert.goesLive();
    await isAccessible(bert.page, "You are live");
    await anna.page.person(bert.name).getByRole("button").first().click();
    await isAccessible(anna.page, "Make co-host");
    await anna.page.opened.page.keyboard.press("Escape");
    await isAccessible(cora.page, "You’re listening");
    const guest = await scene.stranger(`/r/${room.id}`, { viewport: DESKTOP });
    await isAccessible(guest, "Listening as a guest");
    await anna.who.ask("POST", `/api/rooms/${room.id}/end`, { seconds: 30 });
    await isAccessible(cora.page, "This room ends in");
    await anna.who.ask("POST", `/api/rooms/${room.id}/end`, { seconds: 0 });
    await isAccessible(cora.page, "This room has ended");
  });

  it("is accessible to operators: reports, people, one person, rooms, community, log", async () => {
    const [host, other] = await scene.members("Hal Host", "Rita Reporter");
    const room = await scene.openRoom(host);
    await other.ask("POST", "/api/reports", { about: { roomId: room.id }, kind: "spam", note: "Loud." });
    const { page } = await scene.visit(scene.community.operator, "silent", "/console", {
      viewport: DESKTOP,
    });
    await isAccessible(page, room.title);
    await page.link("People").click();
    await isAccessible(page, host.email);
    await page.button("Manage Hal Host").click();
    await isAccessible(page, "Make a sign-in link");
    await page.goTo("/console?tab=rooms");
    await isAccessible(page, room.title);
    await page.link("Community").click();
    await isAccessible(page, "House rules");
    await page.link("Log").click();
    await isAccessible(page, "Somebody became operator by the server’s link");
  });
});
