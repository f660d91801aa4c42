import type { EntryProblem } from "./room";

/** What the server gives for a link: where to join and as whom. */
export interface Ticket {
  readonly url: string;
  readonly token: string;
  readonly room: string;
  readonly name: string;
  readonly maySpeak: boolean;
}

export type Opened =
  | { readonly kind: "ticket"; readonly ticket: Ticket }
  | { readonly kind: "problem"; readonly why: EntryProblem; readonly requestId: string | null };

/** Asks the server what a link is for (`POST /api/links/open`). The link travels in the body only. Never throws. */
export async function openLink(link: string, language: string, signal: AbortSignal): Promise<Opened> {
  let response: Response;
  try {
    response = await fetch("/api/links/open", {
      method: "POST",
      headers: { "Content-Type": "application/json", "Accept-Language": language },
      body: JSON.stringify({ link }),
      credentials: "omit",
      cache: "no-store",
      signal,
    });
  } catch {
    return problem(navigator.onLine ? "unreachable" : "offline", null);
  }
  const requestId = response.headers.get("X-Request-Id");
  const body: unknown = await response.json().catch(() => null);
  if (response.ok) {
    const ticket = ticketOf(body);
    return ticket ? { kind: "ticket", ticket } : problem("server", requestId);
  }
  const named = (body ?? {}) as Record<string, unknown>;
  const inBody = typeof named.requestId === "string" ? named.requestId : null;
  return problem(whyOf(response.status, named.type), requestId ?? inBody);
}

function whyOf(status: number, type: unknown): EntryProblem {
  const slug = typeof type === "string" ? (type.split(/[/:#]/).pop() ?? "") : "";
  if (slug === "link-expired" || status === 410) return "expired";
  if (slug === "link-invalid" || status === 400) return "invalid";
  // A gateway without a living server behind it answers with one of these.
  if (status === 502 || status === 503 || status === 504) return "unreachable";
  return "server";
}

function ticketOf(body: unknown): Ticket | null {
  if (!body || typeof body !== "object") return null;
  const { url, token, room, name, maySpeak } = body as Record<string, unknown>;
  if (typeof url !== "string" || typeof token !== "string" || typeof room !== "string") return null;
  return { url, token, room, name: typeof name === "string" ? name : "", maySpeak: maySpeak === true };
}

function problem(why: EntryProblem, requestId: string | null): Opened {
  return { kind: "problem", why, requestId };
}
