import type {
  Action,
  AdminPerson,
  Community,
  Hallway,
  Invitation,
  Invitations,
  InvitationView,
  InviteStatus,
  Me,
  Notice,
  Passkey,
  PersonCard,
  Profile,
  Report,
  RoomCard,
  Session,
} from "../../src/api/types";

/** Answers in the words of the contract, so that a page is drawn from what the server would say. */
export const people = {
  lin: { id: "0190a1b2-0000-7000-8000-000000000001", handle: "linxiaolan", displayName: "林晓岚" },
  maya: { id: "0190a1b2-0000-7000-8000-000000000002", handle: "maya_okafor", displayName: "Maya Okafor" },
  wang: { id: "0190a1b2-0000-7000-8000-000000000003", handle: "wangjianguo", displayName: "王建国" },
  tomas: { id: "0190a1b2-0000-7000-8000-000000000004", handle: "tomas", displayName: "Tomás Ferreira" },
  chen: { id: "0190a1b2-0000-7000-8000-000000000005", handle: "chensiyuan", displayName: "陈思远" },
  jean: {
    id: "0190a1b2-0000-7000-8000-000000000006",
    handle: "jb_lefevre_moreau",
    displayName: "Jean-Baptiste Lefèvre-Moreau",
  },
} satisfies Record<string, PersonCard>;

const minutes = (count: number) => new Date(Date.now() + count * 60_000).toISOString();
const days = (count: number) => minutes(count * 1440);

export const community: Community = {
  name: "长河夜谈",
  description: "做基础设施的人，晚上来聊真事。A place for people who keep systems running.",
  rules:
    "讲亲身经历，不懂就说不懂。\n未经台上所有人同意，不录音。\nWhat is said in a private room stays there.\nHarassment ends the stay.",
  needsSetup: false,
  mail: true,
};

export const member: Me = {
  ...people.lin,
  state: "active",
  email: "lin@example.com",
  emailConfirmed: true,
  language: "zh",
  about: "做了十二年语音编解码，现在带一个实时传输小组。",
  operator: false,
  credits: 2,
  inviter: people.maya,
  passkeys: 1,
  createdAt: days(-210),
};

export const operator: Me = { ...member, operator: true };

const { inviter: _, ...uninvited } = member;
export const reserved: Me = {
  ...uninvited,
  ...people.tomas,
  state: "reserved",
  email: "tomas@example.com",
  emailConfirmed: false,
  about: "",
  credits: 0,
  passkeys: 0,
  createdAt: days(-3),
};

export const suspended: Me = {
  ...member,
  state: "suspended",
  suspension: { reason: "三次在他人发言时反复插话，提醒后仍继续。", until: days(1) },
};

export const inviteStatus: InviteStatus = {
  state: "reserved",
  credits: 0,
  doors: [
    { door: "member", share: 60, missing: ["email-confirmed", "invitation"] },
    { door: "merit", share: 30, missing: ["email-confirmed", "claim-verified"] },
    { door: "lottery", share: 10, missing: [] },
  ],
  ledger: [],
};

export const qr = `data:image/svg+xml,${encodeURIComponent(
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 25 25" shape-rendering="crispEdges">${Array.from(
    { length: 625 },
    (_cell, at) =>
      (at * 7919) % 13 < 6 ? `<rect x="${at % 25}" y="${Math.floor(at / 25)}" width="1" height="1"/>` : "",
  ).join("")}</svg>`,
)}`;

const reason = "别人都放弃的那次迁移是她做成的，而且讲得清楚为什么能成。";

export const invitation: Invitation = {
  id: "0190a1b2-0000-7000-8000-000000000100",
  state: "open",
  to: { handle: "tomas" },
  reason: "He kept a national radio archive online for nine years and answers every question with a number.",
  url: "https://talk.example.org/invite#8Zk3vQ0mT2yWn5bC7dFgHJ",
  qr,
  createdAt: days(-2),
  expiresAt: days(12),
};

export const invitations: Invitations = {
  credits: 1,
  items: [
    invitation,
    {
      id: "0190a1b2-0000-7000-8000-000000000101",
      state: "redeemed",
      to: { email: "chen@example.com" },
      reason,
      createdAt: days(-40),
      expiresAt: days(-26),
      redeemedBy: people.chen,
    },
    {
      id: "0190a1b2-0000-7000-8000-000000000102",
      state: "expired",
      to: { email: "somebody.with.a.long.address@research.example.edu" },
      reason: "Wrote the paper on jitter buffers that everybody quotes and nobody has read to the end.",
      createdAt: days(-80),
      expiresAt: days(-66),
    },
  ],
};

export const invitationView: InvitationView = {
  id: "i1",
  inviter: people.lin,
  reason,
  greetingUrl: "/api/greeting.ogg",
  expiresAt: days(9),
  bound: { kind: "handle", hint: "tomas" },
  community,
};

export const profile: Profile = {
  ...people.chen,
  about: "把一个八百人的技术社区从邮件列表搬到了语音里。可以问我：怎么让安静的人开口。",
  joinedAt: days(-39),
  inviter: people.lin,
  reason,
  introductionUrl: "/api/introduction.ogg",
  invited: [people.jean, people.wang],
  blocked: false,
};

export const notices: readonly Notice[] = [
  { id: "1", kind: "room-open", at: minutes(-4), data: { title: "Opus 的边角料", roomId: "7" } },
  {
    id: "2",
    kind: "invitation-redeemed",
    at: minutes(-90),
    data: { by: people.chen },
  },
  {
    id: "3",
    kind: "proposal-ready",
    at: days(-2),
    readAt: days(-1),
    data: { title: "值班第一年", roomId: "8" },
  },
];

export const invitedNotice: Notice = {
  id: "4",
  kind: "invitation",
  at: minutes(-2),
  data: { invitationId: invitation.id, inviter: people.lin },
};

export const sessions: readonly Session[] = [
  {
    id: "s1",
    current: true,
    createdAt: days(-20),
    usedAt: minutes(-1),
    agent: "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    source: "203.0.113.7",
  },
  {
    id: "s2",
    current: false,
    createdAt: days(-60),
    usedAt: days(-3),
    agent: "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1",
    source: "198.51.100.23",
  },
];

export const passkeys: readonly Passkey[] = [
  { id: "p1", name: "iPhone", createdAt: days(-60), usedAt: days(-3) },
];

export const room: RoomCard = {
  id: "7",
  title: "Opus 的边角料：低码率下还能救回多少",
  topic: { id: "t1", title: "语音系统" },
  visibility: "public",
  language: "zh",
  phase: "live",
  host: people.lin,
  speakers: [people.lin, people.maya, people.chen],
  listeners: 37,
  openedAt: minutes(-42),
  liveAt: minutes(-38),
};

export const hallway: Hallway = { live: [room], proposed: [], ended: [] };

export const reports: readonly Report[] = [
  {
    id: "r1",
    at: minutes(-3),
    state: "open",
    kind: "harassment",
    note: "一直追问我的住址，主持人提醒过两次。",
    by: people.chen,
    about: { account: people.jean, room: { id: "7", title: room.title } },
  },
  {
    id: "r2",
    at: minutes(-50),
    state: "open",
    kind: "spam",
    note: "",
    by: people.maya,
    about: { account: people.tomas },
  },
];

export const adminPeople: readonly AdminPerson[] = [
  {
    ...people.lin,
    email: "lin@example.com",
    state: "active",
    emailConfirmed: true,
    operator: true,
    createdAt: days(-210),
  },
  {
    ...people.jean,
    email: "jean-baptiste@lefevre.example",
    state: "suspended",
    emailConfirmed: true,
    operator: false,
    createdAt: days(-30),
  },
  {
    ...people.tomas,
    email: "tomas@example.com",
    state: "reserved",
    emailConfirmed: true,
    operator: false,
    createdAt: days(-3),
  },
  {
    ...people.chen,
    email: "chen@example.com",
    state: "active",
    emailConfirmed: true,
    operator: false,
    createdAt: days(-39),
    inviter: people.lin,
  },
];

export const actions: readonly Action[] = [
  {
    id: "a1",
    at: minutes(-10),
    actor: people.lin,
    action: "account-suspended",
    about: "@jb_lefevre_moreau",
    reason: "三次提醒",
  },
  {
    id: "a2",
    at: days(-1),
    actor: people.lin,
    action: "sign-in-link-made",
    about: "@tomas",
    reason: "No mail reaches him",
  },
  { id: "a3", at: days(-2), action: "room-ended", about: "值班第一年", reason: "" },
];
