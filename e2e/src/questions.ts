import { within } from "./wait.js";

/** An answer of another process; without an error it is fine. */
export interface Reply {
  id: number;
  value?: unknown;
  error?: string;
}

/** What was asked of another process and is not answered yet. */
export class Questions {
  readonly #open = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  #nextId = 0;

  constructor(readonly askedOf: string) {}

  /** Hands a question to `send`, and resolves with its answer. */
  ask(
    command: string,
    params: Record<string, unknown>,
    send: (question: { id: number; command: string; params: Record<string, unknown> }) => void,
  ): Promise<unknown> {
    const id = this.#nextId++;
    const answer = new Promise((resolve, reject) => this.#open.set(id, { resolve, reject }));
    send({ id, command, params });
    return within(`${this.askedOf}: ${command}`, 30_000, answer).finally(() => this.#open.delete(id));
  }

  answered({ id, value, error }: Reply): void {
    const waiting = this.#open.get(id);
    if (error === undefined) waiting?.resolve(value);
    else waiting?.reject(new Error(error));
  }

  /** Nobody will answer any more. */
  abandon(error: Error): void {
    for (const waiting of this.#open.values()) waiting.reject(error);
    this.#open.clear();
  }
}
