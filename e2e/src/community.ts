import { randomBytes } from "node:crypto";
import type { TestBrowser } from "./browser.js";
import { type PageOptions, ProductPage } from "./product-page.js";
import { adminLink, type ServerAddress } from "./server-process.js";

/** What the API answered when it refused. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly slug: string,
    what: string,
  ) {
    super(`${what}: ${status} ${slug}`);
  }
}

interface Invitation {
  id: string;
  url: string;
}

/** Somebody with an account of the community, who does by the API what a scenario is not about. */
export class Member {
  /** Which the API answers with when the account is made. */
  id = "";
  readonly #server: ServerAddress;
  #cookie = "";

  constructor(
    server: ServerAddress,
    readonly handle: string,
    readonly displayName: string,
  ) {
    this.#server = server;
  }

  get email(): string {
    return `${this.handle}@example.org`;
  }

  /** One request with this person's session; an answer of 4xx or 5xx throws {@link Refused}. */
  async ask<T = unknown>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await fetch(`http://127.0.0.1:${this.#server.httpPort}${path}`, {
      method,
      headers: {
        ...(this.#cookie ? { cookie: this.#cookie } : {}),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        "accept-language": "en",
      },
      body: body === undefined ? null : JSON.stringify(body),
    });
    const cookie = answer.headers.getSetCookie().at(0);
    if (cookie) this.#cookie = cookie.split(";", 1)[0]!;
    const text = await answer.text();
    if (!answer.ok) {
      const slug = text.startsWith("{") ? (JSON.parse(text) as { slug: string }).slug : text;
      throw new Refused(answer.status, slug, `${method} ${path} by ${this.handle}`);
    }
    return (text ? JSON.parse(text) : undefined) as T;
  }

  /** Keeps a handle, and with it a session. */
  async reserve(): Promise<this> {
    const me = await this.ask<{ id: string }>("POST", "/api/reservations", {
      handle: this.handle,
      email: this.email,
      displayName: this.displayName,
      language: "en",
    });
    this.id = me.id;
    return this;
  }

  /** Invites a reservation; answers with the link to hand over. */
  async invite(handle: string): Promise<string> {
    const invitation = await this.ask<Invitation>("POST", "/api/invitations", {
      handle,
      reason: `${this.displayName} has worked with ${handle} for years and vouches for it.`,
    });
    return invitation.url;
  }

  async redeem(link: string): Promise<void> {
    await this.ask("POST", "/api/invitations/redeem", { code: new URL(link).hash.slice(1) });
  }

  /** The session, for a browser's context. */
  cookies(): { name: string; value: string; domain: string; path: string; httpOnly: boolean }[] {
    if (!this.#cookie) return [];
    const equals = this.#cookie.indexOf("=");
    return [
      {
        name: this.#cookie.slice(0, equals),
        value: this.#cookie.slice(equals + 1),
        domain: "127.0.0.1",
        path: "/",
        httpOnly: true,
      },
    ];
  }

  /** Opens a page of the community in a browser in which this person is signed in. */
  open(browser: TestBrowser, path: string, options: PageOptions = {}): Promise<ProductPage> {
    const address = `http://127.0.0.1:${this.#server.httpPort}${path}`;
    return ProductPage.open(browser, address, { ...options, cookies: this.cookies() });
  }
}

/** A community with its first operator, who lets people in. */
export class Community {
  private constructor(
    readonly server: ServerAddress,
    readonly operator: Member,
  ) {}

  /** Sets a server up by its first operator's link. */
  static async found(server: ServerAddress): Promise<Community> {
    const link = await adminLink(server);
    const operator = new Member(server, unique("host"), "Olga Operator");
    const me = await operator.ask<{ id: string }>("POST", "/api/setup", {
      token: new URL(link).hash.slice(1),
      handle: operator.handle,
      displayName: operator.displayName,
      email: operator.email,
      language: "en",
      name: "Voices",
      description: "Where the tests meet.",
      rules: "Be kind.",
    });
    operator.id = me.id;
    return new Community(server, operator);
  }

  /** Somebody whose handle is kept, and who is not invited yet. */
  reserved(displayName: string): Promise<Member> {
    return this.reservedAs(unique(displayName), displayName);
  }

  /** The same, with a chosen handle. */
  reservedAs(handle: string, displayName: string): Promise<Member> {
    return new Member(this.server, handle, displayName).reserve();
  }

  /** Somebody without an account. */
  stranger(): Member {
    return new Member(this.server, "nobody", "Nobody");
  }

  /** Somebody who was invited by the operator. */
  async member(displayName: string): Promise<Member> {
    const person = await this.reserved(displayName);
    await person.redeem(await this.operator.invite(person.handle));
    return person;
  }
}

/** A handle that nobody else has: the name's letters and a number. */
export function unique(name: string): string {
  const letters = name.toLowerCase().replaceAll(/[^a-z]/g, "");
  return `${letters.slice(0, 10)}_${randomBytes(4).toString("hex")}`;
}
