import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import * as fixtures from "./fixtures";

/** What one route answers: a body (200), a status with a body, or silence for ever. */
export type Answer =
  | { readonly body: unknown; readonly status?: number }
  | {
      readonly problem: string;
      readonly status: number;
      readonly title?: string;
      readonly detail?: string;
      readonly more?: object;
    }
  | "silence";

export type Answers = Readonly<Record<string, Answer>>;

const body = (value: unknown): Answer => ({ body: value });

/** A community of many, seen by nobody in particular. */
export const strangers: Answers = {
  "GET /api/session": body({}),
  "GET /api/community": body(fixtures.community),
  "GET /api/hallway": body(fixtures.hallway),
  "POST /api/invitations/open": body(fixtures.invitationView),
  "POST /api/auth/codes": { body: { requestId: "q1" }, status: 202 },
  "POST /api/auth/passkeys/challenge": { problem: "too-many-requests", status: 429 },
  "POST /api/setup/open": body({ valid: true }),
};

export const members: Answers = {
  ...strangers,
  "GET /api/session": body({ me: fixtures.member }),
  "GET /api/me/notices": body({ items: fixtures.notices }),
  "GET /api/me/sessions": body({ items: fixtures.sessions }),
  "GET /api/me/passkeys": body({ items: fixtures.passkeys }),
  "GET /api/me/blocks": body({ items: [fixtures.people.jean] }),
  "GET /api/invitations": body(fixtures.invitations),
  "POST /api/invitations": { body: fixtures.invitation, status: 201 },
  "GET /api/users/chensiyuan": body(fixtures.profile),
  "GET /api/users/linxiaolan": body({
    ...fixtures.profile,
    ...fixtures.people.lin,
    about: fixtures.member.about,
    inviter: fixtures.people.maya,
  }),
};

export const reservations: Answers = {
  ...strangers,
  "GET /api/session": body({ me: fixtures.reserved }),
  "GET /api/me/invite-status": body(fixtures.inviteStatus),
  "GET /api/me/notices": body({ items: [fixtures.invitedNotice] }),
  "GET /api/me/sessions": body({ items: fixtures.sessions }),
  "GET /api/me/passkeys": body({ items: [] }),
};

export const operators: Answers = {
  ...members,
  "GET /api/session": body({ me: fixtures.operator }),
  "GET /api/admin/reports": body({ items: fixtures.reports }),
  "GET /api/admin/people": body({ items: fixtures.adminPeople }),
  "GET /api/admin/rooms": body({ items: [fixtures.room] }),
  "GET /api/admin/actions": body({ items: fixtures.actions, next: "2" }),
};

/** Seven seconds of quiet as a WAV file: 8 kHz, 8 bit, one channel. */
const silence = (() => {
  const samples = 7 * 8_000;
  const file = Buffer.alloc(44 + samples, 128);
  file.write("RIFF", 0);
  file.writeUInt32LE(36 + samples, 4);
  file.write("WAVEfmt ", 8);
  for (const [value, at] of [
    [16, 16],
    [8_000, 24],
    [8_000, 28],
    [samples, 40],
  ] as const)
    file.writeUInt32LE(value, at);
  for (const [value, at] of [
    [1, 20],
    [1, 22],
    [1, 32],
    [8, 34],
  ] as const)
    file.writeUInt16LE(value, at);
  file.write("data", 36);
  return file;
})();

/** A server that answers by the contract's fixtures, and remembers what it was asked. Loopback, free port. */
export class ContractServer {
  readonly #server = createServer((request, response) => void this.#answer(request, response));
  answers: Answers = strangers;
  /** The answers to pages that name a scene (the header X-Scene): several may be drawn at once. */
  scenes: Readonly<Record<string, Answers>> = {};
  readonly asked: { route: string; body: string }[] = [];

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const route = `${request.method} ${(request.url ?? "").split("?")[0]}`;
    let text = "";
    for await (const part of request) text += part;
    this.asked.push({ route, body: text });
    if (/^GET \/api\/\w+\.ogg$/.test(route)) {
      response.writeHead(200, { "Content-Type": "audio/wav" }).end(silence);
      return;
    }
    const answers = this.scenes[String(request.headers["x-scene"])] ?? this.answers;
    const answer = answers[route] ?? handleAnswer(route);
    if (answer === "silence") return;
    const { status = 200 } = answer;
    const problem = "problem" in answer;
    response.writeHead(status, { "Content-Type": problem ? "application/problem+json" : "application/json" });
    if (!problem) {
      response.end(answer.body === undefined ? "" : JSON.stringify(answer.body));
      return;
    }
    const { problem: slug, title = slug, detail = "", more = {} } = answer;
    response.end(JSON.stringify({ slug, status, title, detail, requestId: "01JC8Z6M3Q", ...more }));
  }
}

/** Every handle is free but "taken". */
function handleAnswer(route: string): Answer {
  const handle = /^GET \/api\/handles\/(\w+)$/.exec(route)?.[1];
  if (handle === undefined) return { problem: "not-found", status: 404 };
  return handle === "taken"
    ? body({ handle, available: false, reason: "handle-reserved" })
    : body({ handle, available: true });
}
