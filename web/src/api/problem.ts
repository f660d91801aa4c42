/** What went wrong between the page and the server, as the person needs to know it. */
export type ProblemKind =
  /** The server refused and said why (RFC 9457). */
  | "refused"
  /** The browser has no network. */
  | "offline"
  /** Nobody answered, or a gateway without a living server behind it did. */
  | "unreachable"
  /** The answer did not come in time. */
  | "timeout"
  /** The server broke, or answered what this page does not understand. */
  | "broken";

export interface ProblemParts {
  readonly kind: ProblemKind;
  readonly status?: number;
  readonly slug?: string;
  readonly title?: string;
  readonly detail?: string;
  readonly requestId?: string | null;
  readonly more?: Readonly<Record<string, unknown>>;
}

/** Thrown by every call of the API. `slug` is stable; `title` and `detail` are in the person's language, or empty. */
export class ApiProblem extends Error {
  readonly kind: ProblemKind;
  readonly status: number;
  readonly slug: string;
  readonly title: string;
  readonly detail: string;
  readonly requestId: string | null;
  /** Further members of the problem, such as `triesLeft`. */
  readonly more: Readonly<Record<string, unknown>>;

  constructor(parts: ProblemParts) {
    super(parts.slug ?? parts.kind);
    this.kind = parts.kind;
    this.status = parts.status ?? 0;
    this.slug = parts.slug ?? parts.kind;
    this.title = parts.title ?? "";
    this.detail = parts.detail ?? "";
    this.requestId = parts.requestId ?? null;
    this.more = parts.more ?? {};
  }

  /** Whether the same request may succeed by itself a moment later. */
  get passing(): boolean {
    return this.kind !== "refused";
  }
}

/** Whether an error is the server's refusal with this slug. */
export function isProblem(error: unknown, ...slugs: readonly string[]): error is ApiProblem {
  return error instanceof ApiProblem && (slugs.length === 0 || slugs.includes(error.slug));
}

/** The problem that a failed answer carries. */
export async function problemOf(response: Response): Promise<ApiProblem> {
  const body: unknown = await response.json().catch(() => null);
  const members = body !== null && typeof body === "object" ? (body as Record<string, unknown>) : {};
  const { type, slug, title, detail, requestId, status: _, ...more } = members;
  const text = (value: unknown) => (typeof value === "string" ? value : "");
  const named = text(slug) || (text(type).split(/[/:#]/).pop() ?? "");
  const gateway = [502, 503, 504].includes(response.status);
  return new ApiProblem({
    kind: gateway ? "unreachable" : response.status >= 500 || named === "" ? "broken" : "refused",
    status: response.status,
    ...(named === "" ? {} : { slug: named }),
    title: text(title),
    detail: text(detail),
    requestId: text(requestId) || response.headers.get("X-Request-Id"),
    more,
  });
}
