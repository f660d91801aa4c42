import { afterAll, afterEach, beforeAll } from "vitest";
import { ProbeSite, TestBrowser, type TestPage } from "./browser.js";
import { Community, type Member, unique } from "./community.js";
import { Consoles, endStory } from "./consoles.js";
import { type PageOptions, ProductPage } from "./product-page.js";
import { Cleanup, server, serverUnderTest } from "./scenario.js";
import { type ServerAddress, type ServerProcess, startServer } from "./server-process.js";
import { syllables } from "./sound.js";
import { Visitor } from "./visitor.js";

const RATE = 48_000;
export const DESKTOP = { width: 1280, height: 800 };

/** Whether there is a MiTalk to tell stories with. */
export const scenesRun = server?.kind === "mitalk" && server.ours;

/** Which voice a person has: 440 Hz, 700 Hz, or none. */
export type Voice = "low" | "high" | "silent";
export const HZ = { low: 440, high: 700 } as const;

export type Visibility = "public" | "members" | "private";

/** A room as the API shows it. */
export interface RoomView {
  id: string;
  title: string;
  phase: "backstage" | "live" | "ended";
  listeners: number;
  you: { role: string; hand: boolean; offer: boolean; seat: boolean };
  floor: { turn?: { cutAt: string } };
}

/** What scenarios of a community stand on: a community, three browsers, and cleaning up after each story. */
export class Scene {
  readonly cleanup = new Cleanup();
  readonly consoles = new Consoles();
  #server?: ServerAddress;
  #community?: Community;
  #own?: ServerProcess;
  #site?: ProbeSite;
  #browsers?: Record<Voice, TestBrowser>;

  /** The scene of the stories beside the call, on the server under test, or on one of its own with these flags. */
  static here(ownServer?: string[]): Scene {
    const scene = new Scene();
    beforeAll(async () => {
      if (scenesRun) await scene.#begin(ownServer);
    });
    afterEach(({ task }) => endStory(scene.consoles, task, () => scene.cleanup.run()));
    afterAll(() => scene.#end());
    return scene;
  }

  get server(): ServerAddress {
    return this.#server!;
  }

  get community(): Community {
    return this.#community!;
  }

  /** The server that this scene has to itself. */
  get process(): ServerProcess {
    return this.#own!;
  }

  browser(voice: Voice): TestBrowser {
    return this.#browsers![voice];
  }

  /** New members by these names. */
  members<Names extends string[]>(...names: Names): Promise<{ [I in keyof Names]: Member }> {
    const all = Promise.all(names.map((name) => this.community.member(name)));
    return all as Promise<{ [I in keyof Names]: Member }>;
  }

  /** Somebody at a page of the community. */
  async visit(who: Member, voice: Voice, path: string, options?: PageOptions): Promise<Visitor> {
    return new Visitor(who, this.keep(await who.open(this.browser(voice), path, options)));
  }

  /** A page that nobody is signed in at. */
  async stranger(
    path: string,
    options?: PageOptions & { origin?: string; voice?: Voice },
  ): Promise<ProductPage> {
    const origin = options?.origin ?? `http://127.0.0.1:${this.server.httpPort}`;
    return this.keep(
      await ProductPage.open(this.browser(options?.voice ?? "silent"), origin + path, options),
    );
  }

  /** Ends a page with the story, and holds it to a console without errors. */
  keep(page: ProductPage): ProductPage {
    return this.cleanup.add(this.consoles.watch(page));
  }

  openRoom(host: Member, visibility: Visibility = "public"): Promise<RoomView> {
    const title = `Listening well ${unique("x")}`;
    return host.ask("POST", "/api/rooms", { title, topic: "Practice", visibility, language: "en" });
  }

  /** Anna in front of an audience, live at 440 Hz. */
  async hostLive(
    host: Member,
    visibility?: Visibility,
    options: PageOptions = { viewport: DESKTOP },
  ): Promise<{ room: RoomView; anna: Visitor }> {
    const room = await this.openRoom(host, visibility);
    const anna = await this.visit(host, "low", `/r/${room.id}`, options);
    await anna.page.isInRoom();
    await anna.page.speakBackstage();
    await anna.page.button("Go live").click();
    await anna.page.shows("You are live");
    return { room, anna };
  }

  /** Anna is live at 440 Hz; Bert, who would speak at 700 Hz, and Cora listen. */
  async talkOfAnna(): Promise<{ room: RoomView; anna: Visitor; bert: Visitor; cora: Visitor }> {
    const [host, ...others] = await this.members("Anna", "Bert", "Cora");
    const { room, anna } = await this.hostLive(host);
    const [bert, cora] = await Promise.all([
      this.visit(others[0], "high", `/r/${room.id}`),
      this.visit(others[1], "silent", `/r/${room.id}`),
    ]);
    await Promise.all([bert.page.isInRoom(), cora.page.isInRoom()]);
    await cora.page.hears(HZ.low);
    return { room, anna, bert, cora };
  }

  /** The same, with Bert on stage and live too. */
  async talkOfTwo(): Promise<Awaited<ReturnType<Scene["talkOfAnna"]>>> {
    const people = await this.talkOfAnna();
    await people.bert.comesOnStage(people.anna);
    await people.cora.page.hears(HZ.high);
    return people;
  }

  /** A blank page with livekit-client that has joined a room by a member's ticket and obeys nobody. */
  async rawClient(who: Member, voice: Voice, room: RoomView): Promise<TestPage> {
    this.#site ??= await ProbeSite.start();
    const { url, token } = await who.ask<{ url: string; token: string }>(
      "POST",
      `/api/rooms/${room.id}/join`,
      {},
    );
    const opened = this.cleanup.add(await this.browser(voice).page());
    await opened.page.goto(this.#site.url);
    await opened.page.waitForFunction(() => window.probe !== undefined);
    await opened.page.evaluate(([to, ticket]) => window.probe.join(to, ticket), [url, token] as const);
    return opened;
  }

  async #begin(ownServer?: string[]): Promise<void> {
    if (ownServer) this.#own = await startServer("mitalk", ownServer);
    this.#server = this.#own?.address ?? serverUnderTest();
    const [community, low, high, silent] = await Promise.all([
      Community.found(this.#server),
      TestBrowser.launch({ microphone: syllables(HZ.low, RATE, 10) }),
      TestBrowser.launch({ microphone: syllables(HZ.high, RATE, 10) }),
      TestBrowser.launch({}),
    ]);
    this.#community = community;
    this.#browsers = { low, high, silent };
  }

  async #end(): Promise<void> {
    await Promise.all(Object.values(this.#browsers ?? {}).map((browser) => browser.end()));
    await this.#site?.end();
    await this.#own?.stop();
  }
}
