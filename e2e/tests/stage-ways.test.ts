import { describe, expect, it } from "vitest";
import type { ProductPage } from "../src/product-page.js";
import { HZ, Scene, scenesRun } from "../src/scene.js";
import type { Visitor } from "../src/visitor.js";
import { eventually } from "../src/wait.js";

interface Ledger {
  items: { answers: { from: number }[] }[];
}

/** Runs in a page: counts what its user taps from now on. */
function countTaps(): void {
  const { dataset } = document.documentElement;
  addEventListener("click", () => Object.assign(dataset, { taps: Number(dataset.taps ?? 0) + 1 }), true);
}

/** Runs in a page: whether it plays a file of the server's, beside the voices of the room. */
function playsFile(): boolean {
  const files = [...document.querySelectorAll("audio")].filter(({ currentSrc }) =>
    currentSrc.includes("/api/"),
  );
  return files.some(({ paused, currentTime }) => !paused && currentTime > 0);
}

describe.skipIf(!scenesRun)("ways to the stage, and to be heard without it", () => {
  const scene = Scene.here();

  it("[ST1] a pass puts somebody without an account on the stage in three taps, and dies with the room", async () => {
    const [host, listener] = await scene.members("Anna", "Cora");
    const { room, anna } = await scene.hostLive(host);
    const cora = await scene.visit(listener, "silent", `/r/${room.id}`);
    const link = anna.page.field("Link of the pass");
    await anna.page.button("A pass for a guest").click();
    const pass = new URL(await link.inputValue());

    const lei = await scene.stranger(pass.pathname + pass.hash, { voice: "high" });
    await lei.shows("asks you onto the stage");
    await lei.opened.page.evaluate(countTaps);
    // The field has the focus: nobody taps into it.
    await lei.opened.page.keyboard.type("Lei Jun");
    await lei.button("Go on stage").click();
    await lei.goLive();
    await cora.page.hears(HZ.high);
    expect(await lei.opened.page.evaluate(() => document.documentElement.dataset.taps)).toBe("3");
    await cora.page.person("Lei Jun").getByText(`guest of ${anna.name}`).waitFor();

    await anna.page.opened.page.getByRole("switch", { name: "Record this room" }).click();
    await lei.button("Record me").click();
    await lei.shows("Your voice is kept.");

    await anna.page.button("Another one").click();
    const second = await eventually(
      "another pass",
      () => link.inputValue(),
      (value) => value !== pass.href,
    );
    await anna.does("Move to the audience", { name: "Lei Jun" });
    await lei.shows("You’re in the audience again");
    await cora.page.hearsNothing(HZ.high);

    const used = scene.community.stranger().ask("POST", "/api/passes/look", { code: pass.hash.slice(1) });
    await expect(used).rejects.toThrow("410 pass-dead");
    await anna.who.ask("POST", `/api/rooms/${room.id}/end`, { seconds: 0 });
    await lei.shows("This room has ended");
    scene.consoles.expectComplaints(/status of 410 .*\/passes\/look\)/);
    await lei.goTo(second);
    await lei.shows("This pass is no longer good");
  });

  it("[T2][C3][SP3][DZ1][LT2] two speak, and whoever is called in asks, votes and sends notes", async () => {
    const { room, anna, bert, cora } = await scene.talkOfTwo();
    const [called] = await scene.members("Dora");
    await anna.page.opened.page.getByRole("switch", { name: "Record this room" }).click();
    await bert.page.button("Record me").click();
    await called.ask("PUT", `/api/me/blocks/${bert.who.handle}`);
    const dora = await scene.visit(called, "high", "/");
    await cora.raisesHand();
    await anna.page.button("Accept: Cora").waitFor();

    await calls(anna, called.handle);
    await anna.page.shows(`@${called.handle} was called`);
    await dora.page.shows(`${anna.name} calls you into a room`);
    await dora.page.heading(room.title).first().waitFor();
    await dora.page.shows(/^Practice · running for \d+ minutes? · 1 waits to speak$/);
    scene.consoles.expectComplaints(/status of 409 .*\/pings\)/);
    await calls(cora, called.handle);
    await cora.page.shows("Nobody is called into one room twice");
    await dora.page.link("Go there").click();
    await dora.page.isInRoom();
    await dora.page.shows(`${bert.name}, whom you blocked, has the microphone.`);

    await anna.page.button("Choose an agenda").click();
    await anna.page.button(/^Dialogue, two seats/).click();
    await anna.page.button("Begin now").click();
    await cora.page.shows("Conversation");
    await cora.page.button("Hands are locked").waitFor();
    const third = anna.who.ask("POST", `/api/rooms/${room.id}/offers`, { identity: called.id });
    await expect(third).rejects.toThrow("409 stage-full");

    await cora.page.button("Ask a question").click();
    await cora.page.field("Your question").fill("Who reads the minutes?");
    await cora.page.button(/^Ask$/).click();
    await dora.page.button("0 votes: Who reads the minutes?").click();
    await anna.page.button("1 votes: Who reads the minutes?").waitFor();
    await anna.page.button("Answer now").click();
    await anna.page.button(`${bert.name} answers`).click();
    await cora.page.heading(`${bert.name} answers`).waitFor();

    await sendsVoice(dora.page);
    await anna.page.button("Play on air").click();
    await cora.page.shows(`A note from ${dora.name}`);
    await eventually("the note", () => cora.page.opened.page.evaluate(playsFile), Boolean);

    await anna.page.button(/^Answered$/).click();
    await cora.page.button("1 answered").waitFor();
    await anna.who.ask("POST", `/api/rooms/${room.id}/end`, { seconds: 0 });
    await cora.page.shows("1 of 1 answered, with 100% of the votes.");
    const ledger = cora.page.opened.page.getByRole("region", { name: "Questions" });
    await ledger.getByText(bert.name).waitFor();
    const { items } = await cora.who.ask<Ledger>("GET", `/api/rooms/${room.id}/answers`);
    const answerAt = Math.floor(items[0]?.answers[0]?.from ?? 0);
    // The button comes when the last voice was put away.
    await ledger.getByRole("button", { name: /^Play from/ }).click({ timeout: 20_000 });
    const played = Date.now();
    const place = cora.page.opened.page.getByRole("slider", { name: "Place in the recording" });
    const after = Number(await place.inputValue()) - answerAt;
    expect(after).toBeGreaterThanOrEqual(0);
    expect(after).toBeLessThanOrEqual((Date.now() - played) / 1000 + 1);
    await cora.page.button(/^Notices/).click();
    await cora.page.shows(`You asked in “${room.title}”, and there is an answer.`);
    expect(await cora.page.text(/^You asked in/).count()).toBe(1);
  }, 90_000);
});

/** Calls a member into the room that somebody is in. */
async function calls({ page }: Visitor, handle: string): Promise<void> {
  await page.button("More about this room").click();
  const menu = page.opened.page.getByRole("dialog", { name: "More about this room" });
  await menu.getByLabel("Call a member in").fill(handle);
  await menu.getByRole("button", { name: "Call" }).click();
  await page.opened.page.keyboard.press("Escape");
}

/** Sends the hosts a note of a second. */
async function sendsVoice(page: ProductPage): Promise<void> {
  await page.button("Note to the hosts").click();
  await page.button("Say it instead").click();
  await page.button(/^Record$/).click();
  await page.shows(/^0:01 \//);
  await page.button(/^Stop$/).click();
  await page.button(/^Send$/).click();
  await page.shows("Sent to the hosts.");
}
