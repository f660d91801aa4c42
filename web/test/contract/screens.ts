import type { Page } from "playwright-core";
import * as fixtures from "./fixtures";
import { type Answers, members, operators, reservations, strangers } from "./server";

export interface Screen {
  readonly path: string;
  readonly answers: Answers;
  /** Whether it is looked at while the server has not answered. */
  readonly unanswered?: boolean;
  /** Brings the page into the state to be looked at, and waits until that shows. */
  readonly step?: (page: Page) => Promise<unknown>;
}

const press = (page: Page, button: RegExp) => page.getByRole("button", { name: button }).first().click();
const seen = (page: Page, text: RegExp) => page.getByText(text).first().waitFor();
const dialog = (button: RegExp) => async (page: Page) => {
  await press(page, button);
  await page.getByRole("dialog").waitFor();
};
const handle = (text: string, answer: RegExp) => async (page: Page) => {
  await page
    .getByLabel(/^(Handle|用户名)$/)
    .first()
    .fill(text);
  await seen(page, answer);
};
const unconfirmed = { body: { me: fixtures.reserved } };
const confirmed = { body: { me: { ...fixtures.reserved, emailConfirmed: true } } };
const down = { problem: "stopping", status: 503 } as const;

/** The screens of the way in, of people and of the console, and what the server answers to each. */
export const screens: Readonly<Record<string, Screen>> = {
  landing: { path: "/", answers: strangers },
  "landing-taken": { path: "/", answers: strangers, step: handle("taken", /@taken/) },
  "landing-free": { path: "/", answers: strangers, step: handle("tomas", /@tomas/) },
  "landing-wrong": {
    path: "/",
    answers: strangers,
    step: async (page) => {
      await press(page, /Reserve this name|预留这个名字/);
      await seen(page, /At least three|至少三个字符/);
    },
  },
  "landing-before-setup": {
    path: "/",
    answers: {
      ...strangers,
      "GET /api/community": { body: { ...fixtures.community, name: "", needsSetup: true } },
    },
  },
  "server-down": {
    path: "/",
    answers: { ...strangers, "GET /api/session": down, "GET /api/community": down },
  },
  asking: { path: "/", answers: { ...strangers, "GET /api/session": "silence" }, unanswered: true },
  missing: { path: "/nowhere", answers: strangers },
  "sign-in": { path: "/sign-in", answers: strangers },
  "sign-in-code": {
    path: "/sign-in",
    answers: strangers,
    step: async (page) => {
      await page.getByLabel(/^(E-mail|邮箱)$/).fill("lin@example.com");
      await press(page, /Send me a code|发送验证码/);
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
      await press(page, /Send me a code|发送验证码/);
      await page.getByLabel(/^(Code|验证码)$/).fill("12345678");
      await seen(page, /That’s not it|不对/);
    },
  },
  "sign-in-link": { path: "/sign-in#token", answers: strangers },
  waiting: { path: "/waiting", answers: { ...reservations, "GET /api/session": unconfirmed } },
  "waiting-confirmed": {
    path: "/waiting",
    answers: {
      ...reservations,
      "GET /api/session": confirmed,
      "GET /api/me/notices": { body: { items: [] } },
    },
  },
  "waiting-suspended": {
    path: "/waiting",
    answers: { ...reservations, "GET /api/session": { body: { me: fixtures.suspended } } },
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
      await press(page, /^(Come in|进来)$/);
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
    step: dialog(/^(Report|举报)$/),
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
      await press(page, /Make the invitation|生成邀请/);
      await page.getByRole("textbox", { name: /Invitation link|邀请链接/ }).waitFor();
    },
  },
  "invitations-revoked": {
    path: "/invitations",
    answers: members,
    step: async (page) => {
      await press(page, /Take back|收回/);
      await seen(page, /The invitation returns|名额还给你了/);
    },
  },
  "invitations-none": {
    path: "/invitations",
    answers: {
      ...members,
      "GET /api/invitations": { body: { credits: 0, items: [] } },
    },
  },
  settings: { path: "/settings", answers: members },
  "settings-down": {
    path: "/settings",
    answers: {
      ...members,
      "GET /api/me/sessions": down,
      "GET /api/me/passkeys": down,
      "GET /api/me/blocks": down,
    },
    step: (page) => seen(page, /doesn’t answer|没有回应/),
  },
  "invitations-down": { path: "/invitations", answers: { ...members, "GET /api/invitations": down } },
  "profile-down": { path: "/u/chensiyuan", answers: { ...members, "GET /api/users/chensiyuan": down } },
  "console-down": { path: "/console", answers: { ...operators, "GET /api/admin/reports": down } },
  "settings-delete": {
    path: "/settings",
    answers: members,
    step: dialog(/Delete your account|注销账号/),
  },
  notices: {
    path: "/invitations",
    answers: members,
    step: dialog(/Notices|通知/),
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
    step: dialog(/Manage Tomás|管理Tomás/),
  },
  "console-rooms": { path: "/console?tab=rooms", answers: operators },
  "console-community": { path: "/console?tab=community", answers: operators },
  "console-log": { path: "/console?tab=actions", answers: operators },
};
