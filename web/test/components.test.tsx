import { Route, Routes } from "react-router";
import { afterEach, describe, expect, it } from "vitest";
import { CodeForm } from "../src/features/account/CodeForm";
import { ReservationForm } from "../src/features/account/ReservationForm";
import { InvitationList } from "../src/features/invitation/InvitationList";
import { MakeInvitation } from "../src/features/invitation/MakeInvitation";
import { Gate } from "../src/routes/guards";
import * as fixtures from "./contract/fixtures";
import { members, operators, reservations, strangers } from "./contract/server";
import { type Shown, show } from "./render";

let shown: Shown | undefined;
afterEach(async () => {
  await shown?.end();
  shown = undefined;
});

const sent = (page: Shown, route: string) => page.asked.filter((one) => one.route === route);

describe("the reservation form", () => {
  const free = { "GET /api/handles/tomas": { body: { handle: "tomas", available: true } } };

  it("says while one types whether a handle is free", async () => {
    shown = await show(<ReservationForm />, {
      ...free,
      "GET /api/handles/maya": { body: { handle: "maya", available: false, reason: "handle-reserved" } },
    });
    const page = shown;
    await page.type("Handle", "@tomas");
    await page.until(() => page.text().includes("@tomas is free"));
    await page.type("Handle", "maya");
    await page.until(() => page.text().includes("@maya is taken."));
    await page.type("Handle", "a-b");
    await page.until(() => page.text().includes("Only a–z, 0–9 and the underscore."));
    expect(sent(page, "GET /api/handles/a-b")).toEqual([]);
  });

  it("sends nothing that is incomplete, and says at each field what is missing", async () => {
    shown = await show(<ReservationForm />, free);
    await shown.press("Reserve this name");
    expect(shown.text()).toContain("Please say how people call you.");
    expect(shown.text()).toContain("This doesn’t look like an e-mail address.");
    expect(shown.field("E-mail").getAttribute("aria-invalid")).toBe("true");
    expect(sent(shown, "POST /api/reservations")).toEqual([]);
  });

  it("shows a refused handle at its field, and leads on once it is reserved", async () => {
    shown = await show(<ReservationForm />, {
      ...free,
      "POST /api/reservations": { problem: "handle-reserved", status: 409 },
    });
    const page = shown;
    await page.type("Handle", "tomas");
    await page.type("Name", "Tomás");
    await page.type("E-mail", " tomas@example.com ");
    await page.press("Reserve this name");
    await page.until(() => page.text().includes("detail of handle-reserved"));
    expect(page.field("Handle").getAttribute("aria-invalid")).toBe("true");
    page.answers = { ...free, "POST /api/reservations": { body: fixtures.reserved, status: 201 } };
    await page.press("Reserve this name");
    await page.until(() => page.path() === "/waiting");
    expect(sent(page, "POST /api/reservations").at(-1)?.body).toEqual({
      handle: "tomas",
      displayName: "Tomás",
      email: "tomas@example.com",
      language: "en",
    });
  });
});

describe("the code form", () => {
  it("sends itself with the eighth digit, and says how many tries are left", async () => {
    let came = "";
    shown = await show(
      <CodeForm
        email="lin@example.com"
        requestId="q1"
        button="Sign in"
        onDone={(me) => {
          came = me.handle;
        }}
        onRenewed={() => undefined}
      />,
      { "POST /api/auth/sessions": { problem: "code-wrong", status: 400, more: { triesLeft: 4 } } },
    );
    const page = shown;
    await page.type("Code", "1234 567");
    expect(sent(page, "POST /api/auth/sessions")).toEqual([]);
    await page.type("Code", "1234 5678");
    await page.until(() => page.text().includes("You have 4 tries left."));
    expect(page.field("Code").value).toBe("");
    page.answers = { "POST /api/auth/sessions": { body: fixtures.member } };
    await page.type("Code", "87654321");
    await page.until(() => came === "linxiaolan");
    expect(sent(page, "POST /api/auth/sessions").map((one) => one.body)).toEqual([
      { requestId: "q1", code: "12345678" },
      { requestId: "q1", code: "87654321" },
    ]);
  });
});

describe("making an invitation", () => {
  it("counts the reason, and sends none that is too short", async () => {
    let made = "";
    shown = await show(
      <MakeInvitation
        onMade={(invitation) => {
          made = invitation.id;
        }}
      />,
      { "POST /api/invitations": { body: fixtures.invitation, status: 201 } },
    );
    const page = shown;
    await page.type("Their handle", "tomas");
    await page.type("Why them?", "九年没有断过线");
    await page.press("Make the invitation");
    expect(page.text()).toContain("13 more characters");
    expect(sent(page, "POST /api/invitations")).toEqual([]);
    await page.type("Why them?", "九年没有断过线，而且每个问题都用一个数字来回答。");
    await page.press("Make the invitation");
    await page.until(() => made === fixtures.invitation.id);
    expect(sent(page, "POST /api/invitations")[0]?.body).toEqual({
      handle: "tomas",
      reason: "九年没有断过线，而且每个问题都用一个数字来回答。",
    });
  });
});

describe("taking an invitation back", () => {
  const revoke = `DELETE /api/invitations/${fixtures.invitation.id}`;
  const list = <InvitationList items={[fixtures.invitation]} />;

  it("tells the server only when nobody undid it", async () => {
    shown = await show(list, { [revoke]: { body: undefined } });
    await shown.press("Take back");
    expect(sent(shown, revoke)).toEqual([]);
    await shown.press("Undo");
    await shown.settle();
    expect(sent(shown, revoke)).toEqual([]);
    await shown.press("Take back");
    await shown.settle();
    const page = shown;
    await page.until(() => sent(page, revoke).length === 1);
  });
});

describe("a guarded page", () => {
  const pages = (
    <Routes>
      <Route element={<Gate needs="signedIn" />}>
        <Route path="/waiting" element="where one waits" />
      </Route>
      <Route element={<Gate needs="member" />}>
        <Route path="/invitations" element="for members" />
      </Route>
      <Route element={<Gate needs="operator" />}>
        <Route path="/console" element="for operators" />
      </Route>
      <Route path="/sign-in" element="the door" />
    </Routes>
  );
  const at = async (path: string, answers: Shown["answers"], seen: string) => {
    shown = await show(pages, answers, path);
    const page = shown;
    await page.until(() => page.text().includes(seen));
    return page.path();
  };

  it("leads a stranger to the door, and back afterwards", async () => {
    expect(await at("/invitations", strangers, "the door")).toBe("/sign-in?then=%2Finvitations");
  });

  it("leads a reservation to where one waits", async () => {
    expect(await at("/invitations", reservations, "where one waits")).toBe("/waiting");
  });

  it("is not there for a member who is no operator", async () => {
    expect(await at("/console", members, "Nothing here")).toBe("/console");
  });

  it("opens for whom it is for", async () => {
    expect(await at("/console", operators, "for operators")).toBe("/console");
  });

  it("says so when the server does not answer, in place of guessing", async () => {
    await at(
      "/invitations",
      { "GET /api/session": { problem: "stopping", status: 503 } },
      "The server doesn’t answer",
    );
  });
});
