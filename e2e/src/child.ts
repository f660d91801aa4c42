import type { ChildProcess } from "node:child_process";
import { within } from "./wait.js";

/** Keeps the last words of a child, and tells them when it ends. */
export function lastWords(child: ChildProcess, name: string, ended: (error: Error) => void): void {
  let complaints = "";
  child.stderr?.on("data", (text) => {
    complaints = (complaints + text).slice(-2_000);
  });
  child.on("exit", (code, signal) =>
    ended(new Error(`${name}'s process ended (${code ?? signal}): ${complaints}`)),
  );
}

/** Lets it take its leave, then ends the process. */
export async function endChild(child: ChildProcess, leave: () => Promise<unknown>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((done) => child.once("exit", () => done()));
  await within("disconnect", 3_000, leave()).catch(() => undefined);
  child.kill("SIGKILL");
  await ended;
}
