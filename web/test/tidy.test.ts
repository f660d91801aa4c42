// @vitest-environment node
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { en } from "../src/i18n/en";
import { zh } from "../src/i18n/zh";

const web = fileURLToPath(new URL("..", import.meta.url));
const files = ["src", "test"]
  .flatMap((folder) => readdirSync(join(web, folder), { recursive: true }).map((file) => `${folder}/${file}`))
  .filter((file) => /\.(ts|tsx|css)$/.test(file))
  .map((path) => ({ path, text: readFileSync(join(web, path), "utf8") }));

const leaves = (node: object, path = ""): [string, string][] =>
  Object.entries(node).flatMap(([key, value]) =>
    typeof value === "string" ? [[`${path}${key}`, value]] : leaves(value as object, `${path}${key}.`),
  );

describe("the texts", () => {
  it("have the same keys in Chinese and English", () => {
    expect(leaves(zh).map(([key]) => key)).toEqual(leaves(en).map(([key]) => key));
  });

  it("ask for the same values in both languages", () => {
    const values = (text: string) => [...text.matchAll(/{{(\w+)/g)].map((match) => match[1]).sort();
    const chinese = new Map(leaves(zh));
    for (const [key, text] of leaves(en)) expect(values(chinese.get(key) ?? ""), key).toEqual(values(text));
  });

  it("use full-width punctuation in Chinese, and no exclamation marks anywhere", () => {
    const odd = leaves(zh).filter(([, text]) => /\p{Script=Han}[,.?!;:]/u.test(text));
    expect(odd).toEqual([]);
    expect([...leaves(zh), ...leaves(en)].filter(([, text]) => /[!！]/.test(text))).toEqual([]);
  });

  it("stand nowhere else: no component holds a literal sentence", () => {
    expect(files.filter((file) => file.path.startsWith("src/")).flatMap(literals)).toEqual([]);
  });
});

describe("the source", () => {
  it("keeps raw colours, sizes and durations in tokens.css", () => {
    const raw = /#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch|lab)a?\((?!from)|\b\d*\.?\d+(?:px|rem|em|ms|s|pt)\b/gi;
    const found = files
      .filter((file) => file.path.endsWith(".css") && file.path !== "src/ui/tokens.css")
      .flatMap((file) =>
        file.text
          .replace(/@media[^{]*/g, "")
          .replace(/\/\*[\s\S]*?\*\//g, "")
          .split("\n")
          .flatMap((line) => (line.match(raw) ?? []).map((value) => `${file.path}: ${value}`)),
      );
    expect(found).toEqual([]);
  });

  it("imports livekit-client in rtc/stage.ts only", () => {
    const importers = files
      .filter((file) => file.path.startsWith("src/") && /["']livekit-client["']/.test(file.text))
      .map((file) => file.path);
    expect(importers).toEqual(["src/rtc/stage.ts"]);
  });

  it("keeps React out of models, and layers in order", () => {
    const forbidden: Record<string, RegExp> = {
      "src/models/": /from "(?:react|\.\.\/(?:ui|features|routes|rtc|i18n))/,
      "src/api/": /from "(?:react|@tanstack|\.\.\/(?:ui|features|routes|rtc|i18n|models))/,
      "src/ui/": /from "\.\.\/(?:features|routes|models|rtc)/,
      "src/features/": /from "\.\.\/\.\.\/(?:routes|rtc)/,
    };
    for (const [folder, pattern] of Object.entries(forbidden)) {
      const wrong = files.filter((file) => file.path.startsWith(folder) && pattern.test(file.text));
      expect(wrong.map((file) => file.path)).toEqual([]);
    }
  });

  it("has files of at most 500 lines and lines of at most 120 characters", () => {
    const texts = /src\/i18n\/(en|zh)(\.ts|\/)/;
    for (const { path, text } of files) {
      const lines = text.split("\n");
      expect(lines.length, path).toBeLessThanOrEqual(500);
      if (texts.test(path)) continue;
      expect(
        lines.filter((line) => line.length > 120),
        path,
      ).toEqual([]);
    }
  });
});

function literals(file: { path: string; text: string }): string[] {
  if (!file.path.endsWith(".tsx")) return [];
  const spoken = new Set(["aria-label", "title", "placeholder", "alt", "label"]);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node) && /\p{L}/u.test(node.text)) found.push(`${file.path}: ${node.text.trim()}`);
    if (
      ts.isJsxAttribute(node) &&
      spoken.has(node.name.getText()) &&
      node.initializer &&
      ts.isStringLiteral(node.initializer) &&
      node.initializer.text !== ""
    ) {
      found.push(`${file.path}: ${node.getText()}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file.path, file.text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX));
  return found;
}
