import { describe, expect, it } from "vitest";
import { figure } from "../src/scenario.js";
import { DESKTOP, Scene, scenesRun } from "../src/scene.js";

// A community of its own: other files run at the same time.
const scene = Scene.here([]);

const atConsole = (tab: string) =>
  scene.visit(scene.community.operator, "silent", `/console?tab=${tab}`, { viewport: DESKTOP });

describe.skipIf(!scenesRun)("an operator at the console", () => {
  it("a report takes two taps and reaches the operator's console within 5 s", async () => {
    const { anna, cora } = await scene.talkOfAnna();
    const { page: console } = await atConsole("reports");
    await console.shows("Reports");
    await cora.page.person(anna.name).getByRole("button").first().click();
    const sent = Date.now();
    await cora.page.button("Spam").click();
    await console.shows("Spam", 5_000);
    figure("from a report until the console shows it", `${Date.now() - sent} ms`);
    await console.picture("console-desktop");
  });

  it("finds, helps, suspends and reinstates a person by the keyboard alone", async () => {
    const [person] = await scene.members("Paula Person");
    const { page } = await atConsole("reports");
    await page.keyTo(page.link("People"));
    await page.typeInto("Find by name, handle or e-mail", person.handle);
    await page.opened.page.keyboard.press("Enter");
    const manage = page.button("Manage Paula Person");
    await page.keyTo(manage);
    await page.typeInto("Your reason", "Lost the telephone with the passkey");
    await page.keyTo(page.button("Make a sign-in link"));
    const link = await page.field("Sign-in link").inputValue();

    const fresh = await scene.stranger(new URL(link).pathname + new URL(link).hash);
    await fresh.button("Sign in").click();
    await fresh.shows("Talking now");
    await fresh.goTo(`/u/${person.handle}`);
    await fresh.button("Sign out").waitFor();
    const late = await scene.stranger(new URL(link).pathname + new URL(link).hash);
    scene.consoles.expectComplaints(/status of 4\d\d .*\/api\/auth\/links\)/);
    await late.button("Sign in").click();
    await late.opened.page.getByRole("alert").waitFor();

    await page.typeInto("Your reason", "Selling invitations");
    await page.keyTo(page.button(/^Suspend$/));
    await page.shows("Paula Person is suspended.");
    await expect(person.ask("POST", "/api/rooms", {})).rejects.toThrow("403 suspended");
    await page.keyTo(manage);
    await page.shows("Selling invitations");
    await page.keyTo(page.button("Lift the suspension"));
    await page.shows("The suspension is lifted.");
    await scene.openRoom(person);

    await page.keyTo(page.link("Log"));
    for (const entry of ["Made a sign-in link", "Suspended an account", "Lifted a suspension"]) {
      await page.shows(entry);
    }
  });

  it("sees the rooms of now, private ones too, and ends one that was reported, by the keyboard alone", async () => {
    const [host, guest] = await scene.members("Rosa Room", "Gus Guest");
    const { room, anna } = await scene.hostLive(host, "private");
    await host.ask("PUT", `/api/rooms/${room.id}/guests/${guest.handle}`);
    const { page } = await atConsole("reports");
    await page.keyTo(page.link("Rooms now"));
    await page.link(room.title).waitFor();
    await guest.ask("POST", "/api/reports", { about: { roomId: room.id }, kind: "illegal", note: "" });
    await page.keyTo(page.link(/^Reports/));
    const report = page.opened.page.getByRole("listitem").filter({ hasText: room.title });
    await page.keyTo(report.getByRole("textbox", { name: "Your reason" }), "Control+A");
    await page.opened.page.keyboard.type("Against the law");
    await page.keyTo(report.getByRole("button", { name: "End the room" }));
    await page.shows("Decided.");
    await anna.page.shows("This room has ended");
    await expect(host.ask("POST", `/api/rooms/${room.id}/join`, {})).rejects.toThrow("410 room-ended");
  });

  it("ends a room of now with a reason, which the log keeps", async () => {
    const [host] = await scene.members("Nora Now");
    const { room, anna } = await scene.hostLive(host);
    const { page } = await atConsole("rooms");
    await page.keyTo(page.button(`End the room: ${room.title}`));
    await page.keyTo(page.opened.page.getByRole("dialog").getByRole("textbox"), "Control+A");
    await page.opened.page.keyboard.type("Nobody is at the desk");
    await page.keyTo(page.opened.page.getByRole("dialog").getByRole("button", { name: "End the room" }));
    await page.shows(`${room.title} is ended.`);
    await anna.page.shows("This room has ended");
    await page.keyTo(page.link("Log"));
    await page.shows("Nobody is at the desk");
  });
});
