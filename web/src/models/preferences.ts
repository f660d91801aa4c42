export type Language = "zh" | "en";
export type Theme = "system" | "light" | "dark";

/** What a key may do; talking is held down, the others are pressed. */
export type KeyAction = "mic" | "talk" | "hand" | "questions" | "help";

export interface Preferences {
  readonly language: Language;
  readonly theme: Theme;
  readonly earcons: boolean;
  readonly keysOn: boolean;
  readonly keys: Readonly<Record<KeyAction, string>>;
  readonly deviceId: string | null;
  readonly noiseSuppression: boolean;
}

export const defaultKeys: Readonly<Record<KeyAction, string>> = {
  mic: "m",
  talk: " ",
  hand: "h",
  questions: "q",
  help: "?",
};

const place = "mitalk.preferences";

/** Remembers the person's choices in this browser. One instance a page; safe where storage is forbidden. */
export class PreferenceStore {
  readonly #storage: Storage | null;
  readonly #listeners = new Set<() => void>();
  #current: Preferences;

  constructor(storage: Storage | null, browserLanguages: readonly string[]) {
    this.#storage = storage;
    this.#current = read(storage, {
      language: languageOf(browserLanguages),
      theme: "system",
      earcons: true,
      keysOn: true,
      keys: defaultKeys,
      deviceId: null,
      noiseSuppression: true,
    });
  }

  readonly current = (): Preferences => this.#current;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  change(part: Partial<Preferences>): void {
    this.#show({ ...this.#current, ...part });
    try {
      this.#storage?.setItem(place, JSON.stringify(this.#current));
    } catch {
      // Storage may be full or forbidden: the choice then lasts as long as the page.
    }
  }

  /** Takes up what is chosen in another tab of this browser, for as long as the page lasts. */
  follow(tabs: Pick<Window, "addEventListener">): void {
    tabs.addEventListener("storage", ({ key, newValue }) => {
      if (key === place && newValue !== null) this.#show(merge(this.#current, parse(newValue)));
    });
  }

  #show(next: Preferences): void {
    this.#current = next;
    for (const listener of this.#listeners) listener();
  }
}

/** Chinese when the browser prefers any Chinese before English, else English. */
export function languageOf(browserLanguages: readonly string[]): Language {
  for (const tag of browserLanguages) {
    const primary = tag.toLowerCase().split("-")[0];
    if (primary === "zh" || primary === "en") return primary;
  }
  return "en";
}

function read(storage: Storage | null, defaults: Preferences): Preferences {
  try {
    return merge(defaults, parse(storage?.getItem(place) ?? "{}"));
  } catch {
    return defaults;
  }
}

/** What was stored, whatever wrote it. */
function parse(text: string): Record<string, unknown> {
  try {
    const stored: unknown = JSON.parse(text);
    return stored && typeof stored === "object" ? (stored as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function merge(defaults: Preferences, stored: Record<string, unknown>): Preferences {
  const oneOf = <T>(value: unknown, allowed: readonly T[], otherwise: T): T =>
    allowed.includes(value as T) ? (value as T) : otherwise;
  const keys = { ...defaults.keys };
  if (stored.keys && typeof stored.keys === "object") {
    const storedKeys = stored.keys as Record<string, unknown>;
    for (const action of Object.keys(keys) as KeyAction[]) {
      const key = storedKeys[action];
      if (typeof key === "string" && key.length > 0) keys[action] = key;
    }
  }
  return {
    language: oneOf(stored.language, ["zh", "en"], defaults.language),
    theme: oneOf(stored.theme, ["system", "light", "dark"], defaults.theme),
    earcons: oneOf(stored.earcons, [true, false], defaults.earcons),
    keysOn: oneOf(stored.keysOn, [true, false], defaults.keysOn),
    keys,
    deviceId: typeof stored.deviceId === "string" ? stored.deviceId : defaults.deviceId,
    noiseSuppression: oneOf(stored.noiseSuppression, [true, false], defaults.noiseSuppression),
  };
}
