import { closeSync, existsSync, openSync, readSync, statSync } from "node:fs";
import { beforeEach } from "vitest";
import { server } from "./scenario.js";
import { logFile, ownServers, type ServerAddress } from "./server-process.js";

const MOST_LINES = 20;
const MOST_BYTES = 1 << 20;

/** What a server complains about, and the exception below it; not where that was thrown. */
const COMPLAINT = /^\d\d:\d\d:\d\d\.\d{3} (WARN|ERROR) |^(Caused by: )?[\w.$]+(Exception|Error)\b/;

/** With a story that fails goes what its servers complained about: on another machine nobody sees their logs. */
beforeEach(({ task, onTestFailed }) => {
  const begun = [...(server?.ours ? [server] : []), ...ownServers()].map((address) => ({
    address,
    from: existsSync(logFile(address)) ? statSync(logFile(address)).size : 0,
  }));
  onTestFailed(() => {
    for (const { address, from } of begun) {
      const lines = complaints(address, from);
      if (lines.length === 0) continue;
      const text = lines.map((line) => `  ${line}\n`).join("");
      process.stderr.write(`the server at ${address.httpPort} during "${task.name}":\n${text}`);
    }
  });
});

/** The last complaints that a log holds behind a place. */
function complaints(address: ServerAddress, from: number): string[] {
  if (!existsSync(logFile(address))) return [];
  const file = openSync(logFile(address), "r");
  try {
    const end = statSync(logFile(address)).size;
    const begin = Math.max(from, end - MOST_BYTES);
    const bytes = Buffer.alloc(end - begin);
    readSync(file, bytes, 0, bytes.length, begin);
    return bytes
      .toString("utf8")
      .split("\n")
      .filter((line) => COMPLAINT.test(line))
      .slice(-MOST_LINES);
  } finally {
    closeSync(file);
  }
}
