// @vitest-environment node
import { mkdirSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browserThere, launch, servePage } from "./browser";
import * as fixtures from "./contract/fixtures";
import { type Answers, ContractServer, members, operators, reservations, strangers } from "./contract/server";
import { examine } from "./examine";
import { shoot } from "./shoot";

const shots = new URL("../dist-test/screens/", import.meta.url).pathname;

interface Screen {
  readonly path: string;
  readonly answers: Answers;
  /** Brings the page into the state to be looked at. */
  readonly step?: (page: Page) => Promise<unknown>;
}

const type = (label: RegExp, text: string) => (page: Page) => page.getByLabel(label).first().fill(text);
const unconfirmed = { body: fixtures.reserved };
const confirmed = { body: { ...fixtures.reserved, emailConfirmed: true } };
const down = { problem: "stopping", status: 503 } as const;

const screens: Readonly<Record<string, Screen>> = {
  landing: { path: "/", answers: strangers },
  "landing-taken": { path: "/", answers: strangers, step: type(/^(Handle|用户名)$/, "taken") },
  "landing-free": { path: "/", answers: strangers, step: type(/^(Handle|用户名)$/, "tomas") },
  "landing-wrong": {
    path: "/",
    answers: strangers,
    step: (page) => page.getByRole("button", { name: /Reserve this name|预留这个名字/ }).click(),
  },
  "landing-before-setup": {
    path: "/",
    answers: {
      ...strangers,
      "GET /api/community": { body: { ...fixtures.community, name: "", needsSetup: true } },
    },
  },
  "server-down": { path: "/", answers: { ...strangers, "GET /api/me": down, "GET /api/community": down } },
  asking: { path: "/", answers: { ...strangers, "GET /api/me": "silence" } },
  missing: { path: "/nowhere", answers: strangers },
  "sign-in": { path: "/sign-in", answers: strangers },
  "sign-in-code": {
    path: "/sign-in",
    answers: strangers,
    step: async (page) => {
      await page.getByLabel(/^(E-mail|邮箱)$/).fill("lin@example.com");
      await page.getByRole("button", { name: /Send me a code|发送验证码/ }).click();
      await page.getByLabel(/^(Code|验证码)$/).waitFor();
    },
  },
  "sign-in-code-wrong": {
    path: "/sign-in",
    answers: {
      ...strangers,
      "POST /api/auth/sessions": { problem: "code-wrong", status: 400, more: { triesLeft: 4 } },
    },
    step: async (page) => {
      await page.getByLabel(/^(E-mail|邮箱)$/).fill("lin@example.com");
      await page.getByRole("button", { name: /Send me a code|发送验证码/ }).click();
      await page.getByLabel(/^(Code|验证码)$/).fill("12345678");
      await page.getByText(/That’s not it|不对/).waitFor();
    },
  },
  "sign-in-link": { path: "/sign-in#token", answers: strangers },
  waiting: { path: "/waiting", answers: { ...reservations, "GET /api/me": unconfirmed } },
  "waiting-confirmed": {
    path: "/waiting",
    answers: { ...reservations, "GET /api/me": confirmed, "GET /api/me/notices": { body: { items: [] } } },
  },
  "waiting-suspended": {
    path: "/waiting",
    answers: { ...reservations, "GET /api/me": { body: fixtures.suspended } },
  },
  invite: { path: "/invite#code", answers: strangers },
  "invite-email": {
    path: "/invite#code",
    answers: {
      ...strangers,
      "POST /api/invitations/open": {
        body: { ...fixtures.invitationView, bound: { kind: "email", hint: "t•••@example.com" } },
      },
    },
  },
  "invite-reserved": {
    path: "/invite#code",
    answers: {
      ...reservations,
      "POST /api/invitations/open": { body: { ...fixtures.invitationView, forYou: true } },
    },
  },
  "invite-another": {
    path: "/invite#code",
    answers: {
      ...reservations,
      "POST /api/invitations/open": { body: { ...fixtures.invitationView, forYou: false } },
    },
  },
  "invite-member": { path: "/invite#code", answers: members },
  "invite-invalid": {
    path: "/invite#code",
    answers: { ...strangers, "POST /api/invitations/open": { problem: "invitation-invalid", status: 410 } },
  },
  "invite-welcome": {
    path: "/invite#code",
    answers: {
      ...reservations,
      "POST /api/invitations/open": { body: { ...fixtures.invitationView, forYou: true } },
      "POST /api/invitations/redeem": { body: { ...fixtures.member, ...fixtures.people.tomas, passkeys: 0 } },
    },
    step: async (page) => {
      await page.getByRole("button", { name: /^(Come in|进来)$/ }).click();
      await page.getByRole("heading", { name: /Welcome|欢迎/ }).waitFor();
    },
  },
  setup: {
    path: "/setup#token",
    answers: {
      ...strangers,
      "GET /api/community": { body: { ...fixtures.community, name: "", needsSetup: true } },
    },
  },
  "setup-invalid": {
    path: "/setup#token",
    answers: { ...strangers, "POST /api/setup/open": { problem: "setup-link-invalid", status: 410 } },
  },
  profile: { path: "/u/chensiyuan", answers: members },
  "profile-own": { path: "/u/linxiaolan", answers: members },
  "profile-missing": { path: "/u/nobody", answers: members },
  "profile-report": {
    path: "/u/chensiyuan",
    answers: members,
    step: (page) => page.getByRole("button", { name: /^(Report|举报)$/ }).click(),
  },
  invitations: { path: "/invitations", answers: members },
  "invitations-made": {
    path: "/invitations",
    answers: members,
    step: async (page) => {
      await page.getByLabel(/Their handle|对方的用户名/).fill("tomas");
      await page
        .getByLabel(/Why them|为什么是这个人/)
        .fill("He kept a national radio archive online for nine years. 九年没有断过一天线。");
      await page.getByRole("button", { name: /Make the invitation|生成邀请/ }).click();
      await page.getByRole("textbox", { name: /Invitation link|邀请链接/ }).waitFor();
    },
  },
  "invitations-revoked": {
    path: "/invitations",
    answers: members,
    step: (page) => page.getByRole("button", { name: /Take back|收回/ }).click(),
  },
  "invitations-none": {
    path: "/invitations",
    answers: {
      ...members,
      "GET /api/invitations": { body: { credits: 0, items: [] } },
    },
  },
  settings: { path: "/settings", answers: members },
  "settings-delete": {
    path: "/settings",
    answers: members,
    step: (page) => page.getByRole("button", { name: /Delete your account|注销账号/ }).click(),
  },
  notices: {
    path: "/invitations",
    answers: members,
    step: (page) => page.getByRole("button", { name: /Notices|通知/ }).click(),
  },
  "console-reports": { path: "/console", answers: operators },
  "console-no-reports": {
    path: "/console",
    answers: { ...operators, "GET /api/admin/reports": { body: { items: [] } } },
  },
  "console-people": { path: "/console?tab=people", answers: operators },
  "console-manage": {
    path: "/console?tab=people",
    answers: operators,
    step: (page) => page.getByRole("button", { name: /Manage Tomás|管理Tomás/ }).click(),
  },
  "console-rooms": { path: "/console?tab=rooms", answers: operators },
  "console-community": { path: "/console?tab=community", answers: operators },
  "console-log": { path: "/console?tab=actions", answers: operators },
};

const looks = [
  { width: 390, height: 844, language: "zh", theme: "dark", axe: true },
  { width: 390, height: 844, language: "en", theme: "light", axe: false },
  { width: 1280, height: 800, language: "en", theme: "dark", axe: false },
  { width: 1280, height: 800, language: "zh", theme: "light", axe: true },
] as const;

describe.skipIf(!browserThere)("every screen of the way in, of people and of the console", () => {
  const api = new ContractServer();
  let browser: Browser;
  let served: Awaited<ReturnType<typeof servePage>>;

  beforeAll(async () => {
    mkdirSync(shots, { recursive: true });
    served = await servePage(await api.start());
    browser = await launch();
  });

  afterAll(async () => {
    await browser?.close();
    await served?.close();
    await api.close();
  });

  for (const look of looks) {
    const name = `${look.width}-${look.language}-${look.theme}`;
    it(`is accessible, fits and can be touched: ${name}`, { timeout: 600_000 }, async () => {
      const context = await browser.newContext({
        viewport: { width: look.width, height: look.height },
        reducedMotion: "reduce",
        colorScheme: look.theme,
        locale: look.language === "zh" ? "zh-CN" : "en-GB",
      });
      // A line that never says anything: what is shown comes from the routes alone.
      await context.routeWebSocket("**/api/realtime", () => undefined);
      const problems: string[] = [];
      for (const [state, screen] of chosen()) {
        const page = await context.newPage();
        page.on("pageerror", (error) => problems.push(`${state}: ${error.message}`));
        api.answers = screen.answers;
        await page.goto(served.url + screen.path);
        await page.waitForSelector("main h1", { state: "attached" });
        await page.waitForFunction(settled, { timeout: state === "asking" ? 1_000 : 15_000 }).catch(() => {
          if (state !== "asking") problems.push(`${state}: still waiting`);
        });
        await screen.step?.(page);
        if (screen.step) await page.waitForTimeout(350);
        problems.push(...(await examine(page, look.axe)).map((problem) => `${state}: ${problem}`));
        await shoot(page, shots, `${state}-${name}`, true);
        await page.close();
      }
      await context.close();
      expect(problems).toEqual([]);
    });
  }
});

/** Whether nothing is on its way any more: no skeletons, every picture there. */
const settled = () =>
  !document.querySelector("[class*=_lines_], [class*=_rows_][aria-hidden]") &&
  [...document.images].every((image) => image.complete);

/** All screens, or those that MITALK_SCREENS names while one is being drawn. */
function chosen(): [string, Screen][] {
  const wanted = process.env.MITALK_SCREENS;
  return Object.entries(screens).filter(([name]) => !wanted || name.match(wanted));
}
