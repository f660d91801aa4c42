import { describe, expect, it } from "vitest";
import { givePasskeys } from "../src/browser.js";
import { Refused, unique } from "../src/community.js";
import { ProductPage } from "../src/product-page.js";
import { figure } from "../src/scenario.js";
import { DESKTOP, HZ, Scene, scenesRun } from "../src/scene.js";
import { adminLink, letterTo, startServer } from "../src/server-process.js";
import { eventually, pause } from "../src/wait.js";

// A community of its own: other files run at the same time.
const scene = Scene.here([]);

/** The code in the newest letter to an address. */
async function codeFor(address: string): Promise<string> {
  return /\b\d{8}\b/.exec(await letterTo(scene.server, address))![0];
}

describe.skipIf(!scenesRun)("the way into a community, and out of it", () => {
  it("[N1] a handle is kept for who reserved it and confirmed the address, and refused to everybody else", async () => {
    const handle = unique("Kept");
    const page = await scene.stranger("/");
    await page.field("Handle").fill(handle);
    await page.shows(`@${handle} is free`);
    await page.field("Name").fill("Kim Kept");
    await page.field("E-mail").fill(`${handle}@example.org`);
    await page.button("Reserve this name").click();
    await page.shows("Kept for you");
    await page.shows(`@${handle}`);
    await page.field("Code").fill(await codeFor(`${handle}@example.org`));
    await page.shows("It stays yours until somebody invites you.");

    const other = await scene.stranger("/");
    await other.field("Handle").fill(handle.toUpperCase());
    await other.shows(`@${handle.toUpperCase()} is taken.`);
    await expect(scene.community.reservedAs(handle.toUpperCase(), "Ken Late")).rejects.toThrow(
      "409 handle-reserved",
    );
  });

  it("[N2] a reserved person sees that the name is kept and the doors in, and may listen but not more", async () => {
    const wei = await scene.community.reserved("Wei Waiting");
    const { page } = await scene.visit(wei, "silent", "/");
    await page.shows(`@${wei.handle}`);
    await page.shows(/kept for you/i);
    await expect(scene.openRoom(wei)).rejects.toThrow("not-invited");
    const [host] = await scene.members("Anna");
    const { room } = await scene.hostLive(host);
    const listening = await scene.visit(wei, "silent", `/r/${room.id}`);
    await listening.page.isInRoom();
    await listening.page.hears(HZ.low);
  });

  it("[N3] an invitation lets its reservation in, with the same name, and the profile names the inviter", async () => {
    const { operator } = scene.community;
    const reserved = await scene.community.reserved("Ines Invited");
    const link = await operator.invite(reserved.handle);
    const { page } = await scene.visit(reserved, "silent", new URL(link).pathname + new URL(link).hash);
    await page.shows(operator.displayName);
    await page.picture("invitation-phone");
    await page.button("Come in").click();
    const me = await eventually(
      "a member",
      () => reserved.ask<{ id: string; handle: string; state: string }>("GET", "/api/me"),
      ({ state }) => state === "active",
    );
    expect(me).toMatchObject({ id: reserved.id, handle: reserved.handle });
    const profile = await reserved.ask<{ inviter: { handle: string } }>(
      "GET",
      `/api/users/${reserved.handle}`,
    );
    expect(profile.inviter.handle).toBe(operator.handle);
    await expect(reserved.redeem(link)).rejects.toThrow(Refused);
  });

  it("[N6] an invitation shows up in the app of who waits within 5 s", async () => {
    const { operator } = scene.community;
    const reserved = await scene.community.reserved("Nora Notice");
    const { page } = await scene.visit(reserved, "silent", "/");
    await page.shows(/kept for you/i);
    const sent = Date.now();
    await operator.invite(reserved.handle);
    await page.shows(operator.displayName, 5_000);
    figure("from the invitation until its card is in the app", `${Date.now() - sent} ms`);
  });

  it("who waits records a word about oneself, and members hear it on the profile", async () => {
    const reserved = await scene.community.reserved("Rae Recorded");
    const waiting = await scene.visit(reserved, "low", "/");
    await waiting.page.button("Record").click();
    await waiting.page.button("Stop").waitFor();
    await pause(1_500);
    await waiting.page.button("Stop").click();
    await waiting.page.button("Keep this one").click();
    await waiting.page.shows("Your introduction is kept.");
    await reserved.redeem(await scene.community.operator.invite(reserved.handle));
    const [member] = await scene.members("Max Member");
    const { page } = await scene.visit(member, "silent", `/u/${reserved.handle}`);
    await page.button(/^Play: Rae Recorded/).click();
    await page.button(/^Pause: Rae Recorded/).waitFor();
    await page.opened.page.waitForFunction(() => document.querySelector("audio")!.currentTime > 0.5);
  });

  it("a code from the mail signs a member in on a new device", async () => {
    const [member] = await scene.members("Mona Mail");
    const page = await scene.stranger("/sign-in");
    await page.field("E-mail").fill(member.email);
    await page.button("Get a code").click();
    await page.field("Code").fill("00000000");
    scene.consoles.expectComplaints(/status of 4\d\d .*\/api\/auth\/sessions\)/);
    await page.shows("That’s not it.");
    await page.field("Code").fill(await codeFor(member.email));
    await page.shows("Talking now");
    await page.goTo(`/u/${member.handle}`);
    await page.button("Sign out").waitFor();
  });

  it("who was invited by mail makes a passkey while coming in, and signs in with it", async () => {
    const host = `http://localhost:${scene.server.httpPort}`;
    const email = `${unique("pat")}@example.org`;
    const { url } = await scene.community.operator.ask<{ url: string }>("POST", "/api/invitations", {
      email,
      reason: "Pat knows more about keys and locks than anybody.",
    });
    const page = await scene.stranger("/sign-in", { origin: host });
    await givePasskeys(page.opened);
    await page.goTo(new URL(url).pathname + new URL(url).hash);
    const handle = unique("pat");
    await page.field("Handle").fill(handle);
    await page.field("Name").fill("Pat Passkey");
    await page.button("Come in").click();
    await page.shows("Welcome, Pat Passkey");
    await page.button("Create a passkey").click();
    await page.shows("Talking now");

    await page.opened.context.clearCookies();
    await page.goTo("/sign-in");
    await page.button("Sign in with a passkey").click();
    await page.shows("Talking now");
    await page.goTo(`/u/${handle}`);
    await page.heading("Pat Passkey").waitFor();
    await page.button("Sign out").waitFor();
  });

  it("other devices are signed out from the settings, and a deleted account leaves a handle nobody gets", async () => {
    const [member] = await scene.members("Gil Gone");
    const { page } = await scene.visit(member, "silent", "/settings");
    const elsewhere = await scene.stranger("/sign-in");
    await elsewhere.field("E-mail").fill(member.email);
    await elsewhere.button("Get a code").click();
    await elsewhere.field("Code").fill(await codeFor(member.email));
    await elsewhere.shows("Talking now");
    await page.reload();
    await page.button("Sign out everywhere else").click();
    await page.shows("Signed out everywhere else.");
    await elsewhere.goTo("/settings");
    await elsewhere.heading("Welcome back").waitFor();

    await page.button("Delete your account").click();
    await page.field("Handle").fill(member.handle);
    await page.button("Delete for good").click();
    await page.shows("Your account is deleted.");
    await page.button("Reserve this name").waitFor();
    await page.field("Handle").fill(member.handle);
    await page.shows(/is taken|can’t be used here/);
    await expect(member.ask("GET", "/api/me")).rejects.toThrow("401");
  });

  it("the first operator moves in by the printed link, and the community bears its name everywhere", async () => {
    const own = await startServer("mitalk");
    scene.cleanup.add({ end: () => own.stop() });
    const link = await adminLink(own.address);
    const page = scene.keep(await ProductPage.open(scene.browser("silent"), link, { viewport: DESKTOP }));
    await page.shows("Move in");
    const handle = unique("first");
    await page.field("Handle").fill(handle);
    await page.field("Name").first().fill("Fei First");
    await page.field("E-mail").fill(`${handle}@example.org`);
    await page.field("Its name").fill("Tea Masters");
    await page.button("Move in").click();
    await page.shows("Tea Masters is yours");
    const name = /MiTalk/;
    for (const path of ["/", "/invitations", "/console", "/settings", `/u/${handle}`]) {
      await page.goTo(path);
      await page.shows("Tea Masters");
      expect(await page.opened.page.title()).not.toMatch(name);
      expect(await page.opened.page.locator("body").innerText()).not.toMatch(name);
    }
    const again = scene.keep(await ProductPage.open(scene.browser("silent"), link));
    scene.consoles.expectComplaints(/status of 410 .*\/api\/setup\/open\)/);
    await again.shows("This link doesn’t open anything");
  });
});
