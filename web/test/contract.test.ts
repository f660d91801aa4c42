// @vitest-environment node
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { makeCalls } from "../src/api/calls";
import type { ApiClient } from "../src/api/client";

/** `get /api/rooms/{id}` for each operation of the contract. */
function documented(): string[] {
  const routes: string[] = [];
  let path = "";
  for (const line of readFileSync(new URL("../../api/openapi.yaml", import.meta.url), "utf8").split("\n")) {
    path = /^ {2}(\/\S*):$/.exec(line)?.[1] ?? path;
    const method = /^ {4}(get|post|put|delete):/.exec(line)?.[1];
    if (method) routes.push(`${method} ${path}`);
  }
  return routes;
}

/** What the page asks for, each call made once with an "x" wherever it takes a word. */
function asked(): string[] {
  const routes: string[] = [];
  const verb = (method: string) => (path: string) => {
    routes.push(`${method} ${path.split("?")[0]}`);
    return Promise.resolve({});
  };
  const api = {
    get: verb("get"),
    post: verb("post"),
    put: verb("put"),
    delete: verb("delete"),
    upload: (path: string, _file: unknown, method = "PUT") => verb(method.toLowerCase())(path),
  };
  for (const noun of Object.values(makeCalls(api as unknown as ApiClient))) {
    for (const call of Object.values(noun) as ((...given: string[]) => unknown)[]) call("x", "x", "x");
  }
  return routes;
}

describe("the page's calls", () => {
  it("are operations of api/openapi.yaml, each of them", () => {
    const routes = documented();
    const shapes = routes.map((route) => new RegExp(`^${route.replace(/\{\w+\}/g, "x")}$`));
    const found = asked();
    expect(found.length).toBeGreaterThan(50);
    expect(found.filter((route) => !shapes.some((shape) => shape.test(route)))).toEqual([]);
  });
});
