import { expect } from "vitest";
import type { ProductPage } from "./product-page.js";

/** What libraries of the page say for no reason of ours; the list may only become shorter. */
const KNOWN = [
  // livekit-client publishes its leave-taking to a connection that the server has closed already.
  /^could not createOffer with closed peer connection/,
];

/** The consoles of a story's pages, which stay silent but for what the story gives reason for. */
export class Consoles {
  #pages: ProductPage[] = [];
  #expected: RegExp[] = [];

  watch(page: ProductPage): ProductPage {
    this.#pages.push(page);
    return page;
  }

  /** In this story the browser has reason to complain so. */
  expectComplaints(...patterns: RegExp[]): void {
    this.#expected.push(...patterns);
  }

  /** In this story a cable is pulled or a server dies: the browser and livekit-client say so at length. */
  expectLostLine(): void {
    this.expectComplaints(/net::ERR_/, /\(\/assets\/livekit-/);
  }

  /** What everybody saw when a story went wrong, in out/. */
  async picture(story: string): Promise<void> {
    const shots = this.#pages.map((page, i) => page.picture(`failed-${story}-${i}`));
    // A page that is gone shows nothing; the story's own failure says more.
    await Promise.allSettled(shots);
  }

  /** Ends the story: the complaints that nobody expected. */
  unexpected(): string[] {
    const complaints = this.#pages.splice(0).flatMap(({ opened }) => opened.complaints);
    const expected = [...KNOWN, ...this.#expected.splice(0)];
    return complaints.filter((one) => !expected.some((pattern) => pattern.test(one)));
  }
}

/** Ends a story, and holds its pages to silent consoles; `cleanUp` comes in between. */
export async function endStory(
  consoles: Consoles,
  task: { id: string; result?: { state: string } | undefined },
  cleanUp: () => Promise<void>,
): Promise<void> {
  if (task.result?.state === "fail") await consoles.picture(task.id);
  const unexpected = consoles.unexpected();
  await cleanUp();
  expect(unexpected).toEqual([]);
}
