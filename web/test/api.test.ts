// @vitest-environment node
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeCalls } from "../src/api/calls";
import { ApiClient } from "../src/api/client";
import { ApiProblem, isProblem } from "../src/api/problem";
import { invitation, member } from "./contract/fixtures";
import { type Answers, ContractServer } from "./contract/server";

describe("the client of the API", () => {
  const server = new ContractServer();
  let base = "";

  beforeEach(async () => {
    base = await server.start();
    server.asked.length = 0;
  });
  afterEach(() => server.close());

  const client = (answers: Answers, more: { timeoutMs?: number; online?: boolean } = {}) => {
    server.answers = answers;
    return new ApiClient({
      language: () => "zh",
      fetch: (path, init) => fetch(`${base}${path}`, init),
      timeoutMs: more.timeoutMs ?? 5_000,
      online: () => more.online ?? true,
    });
  };

  const failure = (work: Promise<unknown>) =>
    work.then(
      () => expect.fail("it should have failed"),
      (error: unknown) => error as ApiProblem,
    );

  it("gives the answer of a route, and sends JSON", async () => {
    const calls = makeCalls(client({ "POST /api/invitations": { body: invitation, status: 201 } }));
    const made = await calls.invitations.make({ handle: "tomas", reason: "A reason that is long enough." });
    expect(made).toEqual(JSON.parse(JSON.stringify(invitation)));
    expect(JSON.parse(server.asked[0]?.body ?? "")).toEqual({
      handle: "tomas",
      reason: "A reason that is long enough.",
    });
  });

  it("says slug, words, request id and further members of a refusal", async () => {
    const calls = makeCalls(
      client({
        "POST /api/auth/sessions": {
          problem: "code-wrong",
          status: 400,
          title: "验证码不对",
          detail: "请再看一眼。",
          more: { triesLeft: 3 },
        },
      }),
    );
    const problem = await failure(calls.identity.signInWithCode("q", "12345678"));
    expect(isProblem(problem, "code-wrong")).toBe(true);
    expect(problem).toMatchObject({
      kind: "refused",
      status: 400,
      title: "验证码不对",
      detail: "请再看一眼。",
      requestId: "01JC8Z6M3Q",
      more: { triesLeft: 3 },
      passing: false,
    });
  });

  it("tells a silent server, a missing one and a missing network apart", async () => {
    const silent = client({ "GET /api/me": "silence" }, { timeoutMs: 150 });
    expect((await failure(silent.get("/api/me"))).kind).toBe("timeout");
    const nobody = new ApiClient({
      language: () => "en",
      fetch: () => Promise.reject(new TypeError("fetch failed")),
      online: () => true,
    });
    expect((await failure(nobody.get("/api/me"))).kind).toBe("unreachable");
    const alone = new ApiClient({
      language: () => "en",
      fetch: () => Promise.reject(new TypeError("fetch failed")),
      online: () => false,
    });
    expect(await failure(alone.get("/api/me"))).toMatchObject({ kind: "offline", passing: true });
  });

  it("takes a gateway's 503 for an unreachable server and a broken answer for a broken one", async () => {
    const down = client({ "GET /api/me": { problem: "stopping", status: 503 } });
    expect((await failure(down.get("/api/me"))).kind).toBe("unreachable");
    const odd = new ApiClient({
      language: () => "en",
      fetch: async () => new Response("<html>", { status: 200 }),
    });
    expect(await failure(odd.get("/api/me"))).toMatchObject({ kind: "broken" });
  });

  it("ends a call whose caller went away with the caller's own reason", async () => {
    const stop = new AbortController();
    const asked = client({ "GET /api/me": "silence" }).get("/api/me", { signal: stop.signal });
    stop.abort(new Error("the page moved on"));
    await expect(asked).rejects.toThrow("the page moved on");
  });

  it("uploads a recording as its bytes, and takes an empty answer", async () => {
    const calls = makeCalls(client({ "PUT /api/me/introduction": { body: undefined, status: 204 } }));
    await calls.me.introduce(new Blob(["opus"], { type: "audio/webm" }));
    expect(server.asked[0]).toEqual({ route: "PUT /api/me/introduction", body: "opus" });
  });

  it("keeps odd handles inside their place of the path", async () => {
    const calls = makeCalls(client({ "GET /api/users/a%2F..%2Fme": { body: member } }));
    await calls.people.profile("a/../me");
    expect(server.asked[0]?.route).toBe("GET /api/users/a%2F..%2Fme");
  });

  it("is an error like others, so that nothing is swallowed by accident", () => {
    expect(new ApiProblem({ kind: "offline" })).toBeInstanceOf(Error);
  });
});
