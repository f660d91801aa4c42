export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly look: "plain" | "wrong";
  /** Present while it can still be taken back. */
  readonly undo?: () => void;
}

export interface ToastParts {
  readonly text: string;
  readonly look?: "plain" | "wrong";
  readonly seconds?: number;
}

export interface UndoableParts {
  readonly text: string;
  readonly seconds?: number;
  /** Done when the time to take it back has passed, or when the page goes away. */
  readonly commit: () => void;
  readonly undo: () => void;
}

interface Entry {
  readonly toast: Toast;
  readonly end: () => void;
  timer: ReturnType<typeof setTimeout>;
}

/** Short messages at the edge of the page. One instance a page; no React. */
export class ToastStore {
  readonly #listeners = new Set<() => void>();
  #entries: readonly Entry[] = [];
  #toasts: readonly Toast[] = [];
  #next = 1;

  readonly toasts = (): readonly Toast[] => this.#toasts;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  show({ text, look = "plain", seconds = 5 }: ToastParts): void {
    this.#add({ id: this.#next++, text, look }, seconds, () => undefined);
  }

  /** Says that something is done, and does it only when nobody took it back in time. */
  undoable({ text, seconds = 6, commit, undo }: UndoableParts): void {
    const id = this.#next++;
    const takeBack = () => {
      if (this.#remove(id)) undo();
    };
    this.#add({ id, text, look: "plain", undo: takeBack }, seconds, commit);
  }

  /** Puts a toast away; what could be undone is done now. */
  dismiss(id: number): void {
    this.#remove(id)?.end();
  }

  /** Does at once what still waits: called when the page goes away. */
  flush(): void {
    for (const { toast } of this.#entries) this.dismiss(toast.id);
  }

  #add(toast: Toast, seconds: number, end: () => void): void {
    const timer = setTimeout(() => this.dismiss(toast.id), seconds * 1000);
    this.#become([...this.#entries, { toast, end, timer }]);
  }

  #remove(id: number): Entry | undefined {
    const entry = this.#entries.find(({ toast }) => toast.id === id);
    if (!entry) return undefined;
    clearTimeout(entry.timer);
    this.#become(this.#entries.filter((other) => other !== entry));
    return entry;
  }

  #become(entries: readonly Entry[]): void {
    this.#entries = entries;
    this.#toasts = entries.map(({ toast }) => toast);
    for (const listener of this.#listeners) listener();
  }
}
