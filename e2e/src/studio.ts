import { afterAll, afterEach, beforeAll } from "vitest";
import { ProbeSite, TestBrowser, type TestPage } from "./browser.js";
import { enter, type Path, rejoin } from "./probe-page.js";
import { Cleanup, server } from "./scenario.js";
import { tone } from "./sound.js";
import type { Grants } from "./token.js";

const RATE = 48_000;

/** What scenarios with blank pages stand on: three browsers, and cleaning up after each of them. */
export class Studio {
  readonly cleanup = new Cleanup();
  /** Whether pages join with one peer connection, or with one for each direction. */
  single = true;
  #site?: ProbeSite;
  #browsers?: { low: TestBrowser; high: TestBrowser; silent: TestBrowser };

  /** The studio of the scenarios beside the call. */
  static here(): Studio {
    const studio = new Studio();
    beforeAll(async () => {
      if (server) await studio.#begin();
    });
    afterEach(() => studio.cleanup.run());
    afterAll(() => studio.#end());
    return studio;
  }

  /** Whose microphones give 440 Hz, 700 Hz, or nothing. */
  get low(): TestBrowser {
    return this.#browsers!.low;
  }

  get high(): TestBrowser {
    return this.#browsers!.high;
  }

  get silent(): TestBrowser {
    return this.#browsers!.silent;
  }

  /** A fresh page that has joined. */
  enter(browser: TestBrowser, grants: Grants, path: Path = {}): Promise<TestPage> {
    return enter(this.cleanup, this.#site!, browser, grants, { single: this.single, ...path });
  }

  /** Loads a page anew and joins; answers how long the joining took, in ms. */
  rejoin(page: TestPage, grants: Grants): Promise<number> {
    return rejoin(this.#site!, page, grants, { single: this.single });
  }

  async #begin(): Promise<void> {
    const [site, low, high, silent] = await Promise.all([
      ProbeSite.start(),
      TestBrowser.launch({ microphone: tone(440, RATE, 10) }),
      TestBrowser.launch({ microphone: tone(700, RATE, 10) }),
      TestBrowser.launch({}),
    ]);
    this.#site = site;
    this.#browsers = { low, high, silent };
  }

  async #end(): Promise<void> {
    await Promise.all(Object.values(this.#browsers ?? {}).map((browser) => browser.end()));
    await this.#site?.end();
  }
}
