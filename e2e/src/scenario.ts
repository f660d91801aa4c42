import { randomUUID } from "node:crypto";
import { appendFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { inject } from "vitest";
import { E2E_FOLDER, type ServerAddress } from "./server-process.js";

/** The server under test, or undefined when there is none and the scenarios are skipped. */
export const server: ServerAddress | undefined = inject("server");

/** The server under test, for scenarios that run. */
export function serverUnderTest(): ServerAddress {
  if (!server) throw new Error("no server under test");
  return server;
}

/** A room that no other scenario uses. */
export function newRoom(): string {
  return `e2e-${randomUUID().slice(0, 8)}`;
}

/** Things to be ended after a scenario, the newest first, whatever became of it. */
export class Cleanup {
  readonly #ends: (() => Promise<unknown>)[] = [];

  add<T extends { end(): Promise<unknown> }>(thing: T): T {
    this.#ends.push(() => thing.end());
    return thing;
  }

  async run(): Promise<void> {
    const ends = this.#ends.splice(0).reverse();
    const failures: unknown[] = [];
    // One after another: a page must be gone before its browser is.
    for (const end of ends) await end().catch((reason: unknown) => failures.push(reason));
    if (failures.length > 0) throw failures[0];
  }
}

/** Prints a measured figure and keeps it in out/figures.tsv. */
export function figure(what: string, value: string): void {
  const line = `${server?.kind}\t${what}\t${value}\n`;
  process.stdout.write(`figure: ${line}`);
  mkdirSync(join(E2E_FOLDER, "out"), { recursive: true });
  appendFileSync(join(E2E_FOLDER, "out/figures.tsv"), line);
}
