import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import type { TestProject } from "vitest/node";
import {
  chosenServer,
  E2E_FOLDER,
  livekitBinary,
  type ServerAddress,
  startServer,
} from "./server-process.js";

declare module "vitest" {
  interface ProvidedContext {
    /** Absent when the chosen server is not on this machine: the scenarios are then skipped. */
    server: ServerAddress | undefined;
  }
}

/** Translates what runs outside Vitest, and starts the server under test once for all files. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  translate();
  const given = givenServer();
  if (given) {
    project.provide("server", given);
    return undefined;
  }
  const kind = chosenServer();
  if (kind === "livekit" && !livekitBinary()) {
    process.stdout.write(
      "No LiveKit server here (LIVEKIT_SERVER or livekit-server on PATH): its runs are skipped.\n",
    );
    project.provide("server", undefined);
    return undefined;
  }
  const server = await startServer(kind);
  project.provide("server", server.address);
  return () => server.stop();
}

function givenServer(): ServerAddress | undefined {
  const url = process.env.MITALK_E2E_URL;
  if (!url) return undefined;
  return {
    kind: chosenServer(),
    ours: false,
    url,
    key: process.env.MITALK_E2E_KEY ?? "devkey",
    secret: process.env.MITALK_E2E_SECRET ?? "secret",
    httpPort: Number(new URL(url).port),
    mediaPort: 0,
    data: "",
  };
}

/** Child processes and pages run plain JavaScript made from src, next to the reports. */
function translate(): void {
  const out = join(E2E_FOLDER, "out/build");
  rmSync(out, { recursive: true, force: true });
  for (const folder of ["", "page"]) {
    const from = join(E2E_FOLDER, "src", folder);
    mkdirSync(join(out, folder), { recursive: true });
    for (const name of readdirSync(from).filter((file) => file.endsWith(".ts"))) {
      const { outputText } = ts.transpileModule(readFileSync(join(from, name), "utf8"), {
        compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
      });
      writeFileSync(join(out, folder, name.replace(/\.ts$/, ".js")), outputText);
    }
  }
}
