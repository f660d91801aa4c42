import { ApiProblem, problemOf } from "./problem";

export interface ClientOptions {
  /** The language in which problems are worded. */
  readonly language: () => string;
  readonly fetch?: typeof fetch;
  readonly timeoutMs?: number;
  readonly online?: () => boolean;
}

export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs?: number;
}

type Method = "GET" | "POST" | "PUT" | "DELETE";

/**
 * Speaks JSON with this page's own server; the session travels as its cookie. Every failure is an ApiProblem, except
 * that an aborted call rejects with the signal's reason.
 */
export class ApiClient {
  readonly #language: () => string;
  readonly #fetch: typeof fetch;
  readonly #timeoutMs: number;
  readonly #online: () => boolean;

  constructor(options: ClientOptions) {
    this.#language = options.language;
    this.#fetch = options.fetch ?? ((input, init) => fetch(input, init));
    this.#timeoutMs = options.timeoutMs ?? 15_000;
    this.#online = options.online ?? (() => navigator.onLine);
  }

  get<T>(path: string, options: CallOptions = {}): Promise<T> {
    return this.#call("GET", path, undefined, options);
  }

  post<T>(path: string, body: unknown = {}, options: CallOptions = {}): Promise<T> {
    return this.#call("POST", path, body, options);
  }

  put<T>(path: string, body: unknown = {}, options: CallOptions = {}): Promise<T> {
    return this.#call("PUT", path, body, options);
  }

  delete<T>(path: string, body?: unknown, options: CallOptions = {}): Promise<T> {
    return this.#call("DELETE", path, body, options);
  }

  /** A picture or a recording, as its bytes; POST makes something new of it. */
  upload<T>(path: string, file: Blob, method: "PUT" | "POST" = "PUT"): Promise<T> {
    return this.#call(method, path, file, { timeoutMs: 60_000 });
  }

  async #call<T>(method: Method, path: string, body: unknown, options: CallOptions): Promise<T> {
    const timeout = AbortSignal.timeout(options.timeoutMs ?? this.#timeoutMs);
    const signal = options.signal ? AbortSignal.any([options.signal, timeout]) : timeout;
    let response: Response;
    try {
      response = await this.#fetch(path, this.#request(method, body, signal));
      if (!response.ok) throw await problemOf(response);
      return await read<T>(response);
    } catch (error) {
      if (error instanceof ApiProblem) throw error;
      if (options.signal?.aborted) throw options.signal.reason;
      if (timeout.aborted) throw new ApiProblem({ kind: "timeout" });
      throw new ApiProblem({ kind: this.#online() ? "unreachable" : "offline" });
    }
  }

  #request(method: Method, body: unknown, signal: AbortSignal): RequestInit {
    const headers: Record<string, string> = {
      Accept: "application/json",
      "Accept-Language": this.#language(),
    };
    const request: RequestInit = { method, headers, signal, credentials: "same-origin", cache: "no-store" };
    if (body instanceof Blob) {
      headers["Content-Type"] = body.type || "application/octet-stream";
      request.body = body;
    } else if (body !== undefined) {
      headers["Content-Type"] = "application/json";
      request.body = JSON.stringify(body);
    }
    return request;
  }
}

async function read<T>(response: Response): Promise<T> {
  if (response.status === 202 || response.status === 204 || response.headers.get("Content-Length") === "0") {
    const text = await response.text();
    return (text === "" ? undefined : JSON.parse(text)) as T;
  }
  try {
    return (await response.json()) as T;
  } catch (error) {
    // A truncated or foreign answer; a network that broke meanwhile is no SyntaxError and is told apart above.
    if (!(error instanceof SyntaxError)) throw error;
    throw new ApiProblem({ kind: "broken", requestId: response.headers.get("X-Request-Id") });
  }
}
