import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { agentName } from "../src/models/agent";
import { handleFault, handleOf, looksLikeEmail } from "../src/models/handle";
import { handleIn, invitationIn, nameIn } from "../src/models/notices";
import { bytesOf, textOf } from "../src/models/passkeys";
import { lengthOf } from "../src/models/reason";
import { pathAfter } from "../src/routes/guards";
import { timeText } from "../src/ui/Time";
import { ToastStore } from "../src/ui/toastStore";

describe("a handle", () => {
  it("has 3 to 20 letters, digits and underscores", () => {
    expect(["ab", "a".repeat(21), "lin-x", "林", "tomas", "A_1"].map(handleFault)).toEqual([
      "short",
      "long",
      "letters",
      "letters",
      null,
      null,
    ]);
  });

  it("may be pasted with its @ and spaces", () => {
    expect(handleOf("  @tomas ")).toBe("tomas");
  });
});

describe("a mailbox", () => {
  it("looks like one, or not", () => {
    const texts = [
      "lin@example.com",
      " lin@example.com ",
      "lin@example",
      "lin example.com",
      "a@b@c.d",
      "lin@x.",
    ];
    expect(texts.map(looksLikeEmail)).toEqual([true, true, false, false, false, false]);
  });
});

describe("a reason", () => {
  it("is counted in characters as people see them", () => {
    expect(["迁移", "é", "👩‍💻", "  two  "].map(lengthOf)).toEqual([2, 1, 1, 3]);
  });
});

describe("the way on after signing in", () => {
  it("is a path of this page, never another site", () => {
    const ways = [
      "?then=/invitations",
      "?then=//evil.example",
      "?then=https://evil.example",
      "?then=/\\evil",
      "",
    ];
    expect(ways.map(pathAfter)).toEqual(["/invitations", "/", "/", "/", "/"]);
  });
});

describe("a notice", () => {
  const by = { displayName: "林晓岚", handle: "linxiaolan" };

  it("of an invitation names who sent it and which it is", () => {
    const notices = [
      { kind: "room-open", data: { roomId: "1" } },
      { kind: "invitation", data: { invitationId: "i1", inviter: by } },
    ];
    expect(invitationIn(notices)).toEqual({ id: "i1", name: "林晓岚" });
    expect(invitationIn([{ kind: "invitation", data: {} }])).toBeNull();
  });

  it("without a person has no name", () => {
    expect([nameIn({ by }), handleIn({ by }), nameIn({ by: 3 }), nameIn({})]).toEqual([
      "林晓岚",
      "linxiaolan",
      "",
      "",
    ]);
  });
});

describe("a session", () => {
  it("is named by browser and system", () => {
    const agents = [
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Mobile Safari/604.1",
      "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
      "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537 Chrome/140 Safari/537 Edg/140",
      "curl/8",
    ];
    expect(agents.map(agentName)).toEqual(["Safari · iPhone", "Firefox · Linux", "Edge · Windows", null]);
  });
});

describe("bytes of a passkey", () => {
  it("survive base64url", () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, at) => at);
    const text = textOf(bytes.buffer);
    expect(text).not.toMatch(/[+/=]/);
    expect([...bytesOf(text)]).toEqual([...bytes]);
  });
});

describe("a time", () => {
  const now = Date.parse("2026-11-23T12:00:00Z");

  it("is told as people would", () => {
    const ago = (at: string, language: string) => timeText(at, "ago", language, now);
    expect(ago("2026-11-23T11:57:00Z", "en")).toBe("3 minutes ago");
    expect(ago("2026-11-23T09:00:00Z", "zh")).toBe("3小时前");
    expect(ago("2026-11-22T10:00:00Z", "en")).toBe("yesterday");
    expect(ago("2026-11-23T12:00:10Z", "en")).toBe("now");
    expect(ago("2026-01-05T12:00:00Z", "en")).toBe("Jan 5, 2026");
  });
});

describe("a toast with an undo", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const revoke = () => {
    const deeds: string[] = [];
    const store = new ToastStore();
    const parts = { text: "Taken back.", commit: () => deeds.push("commit"), undo: () => deeds.push("undo") };
    store.undoable(parts);
    return { store, deeds };
  };

  it("does the deed when the time to take it back has passed", () => {
    const { store, deeds } = revoke();
    vi.advanceTimersByTime(5_900);
    expect(deeds).toEqual([]);
    vi.advanceTimersByTime(200);
    expect(deeds).toEqual(["commit"]);
    expect(store.toasts()).toEqual([]);
  });

  it("never does it once it was taken back", () => {
    const { store, deeds } = revoke();
    store.toasts()[0]?.undo?.();
    vi.advanceTimersByTime(20_000);
    expect(deeds).toEqual(["undo"]);
  });

  it("does it at once when it is put away, or when the page goes", () => {
    const { store, deeds } = revoke();
    store.flush();
    store.flush();
    expect(deeds).toEqual(["commit"]);
  });
});
