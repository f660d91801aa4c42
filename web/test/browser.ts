import { existsSync, readFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { type Browser, chromium } from "playwright-core";
import { build, preview } from "vite";

const web = fileURLToPath(new URL("..", import.meta.url));
const executablePath = process.env.MITALK_CHROMIUM ?? "/usr/bin/chromium";

export const browserThere = existsSync(executablePath);

export function launch(more: readonly string[] = []): Promise<Browser> {
  const root = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return chromium.launch({
    executablePath,
    args: [...root, "--disable-background-networking", "--disable-component-update", ...more],
  });
}

/** Builds the gallery of states (never part of the page that is served) and serves it on a free port. */
export async function serveGallery(): Promise<{ url: string; close: () => Promise<void> }> {
  return serve(`${web}/test/gallery`, `${web}/dist-test/gallery`);
}

/** Builds the page as it ships and serves it at every path; its API is the server at `api`, if one is given. */
export async function servePage(api?: string): Promise<{ url: string; close: () => Promise<void> }> {
  if (api !== undefined) process.env.MITALK_DEV_SERVER = api;
  return serve(web, `${web}/dist-test/page`);
}

/** The policy that the server sends with every page: what it forbids must show in these tests. */
function policy(): string {
  const source = readFileSync(
    `${web}/../server/http/src/main/java/io/mitalk/http/SecurityHeaders.java`,
    "utf8",
  );
  const lines = [...source.matchAll(/"((?:default|[a-z]+)-(?:src|uri|action|ancestors) [^"]*)"/g)];
  if (lines.length < 5) throw new RangeError("the server's policy is not where it was");
  return lines.map(([, line]) => line).join("; ");
}

async function serve(root: string, outDir: string) {
  const configFile = `${web}/vite.config.ts`;
  // The test runner names its own environment, which would build React's development half.
  const environment = process.env.NODE_ENV;
  process.env.NODE_ENV = "production";
  await build({
    configFile,
    root,
    publicDir: `${web}/public`,
    mode: "production",
    logLevel: "warn",
    build: { outDir, emptyOutDir: true },
  });
  process.env.NODE_ENV = environment;
  const server = await preview({
    configFile,
    root,
    logLevel: "warn",
    preview: { port: 0, host: "127.0.0.1", headers: { "Content-Security-Policy": policy() } },
    build: { outDir },
  });
  const { port } = server.httpServer.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
}
