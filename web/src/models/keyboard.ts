import type { KeyAction, Preferences } from "./preferences";

/** What the keyboard may do in a room. */
export interface KeyDeeds {
  toggleMute(): void;
  hold(held: boolean): void;
  /** Raises or lowers the hand, where there are hands. */
  hand(): void;
  /** Goes to what the room is asked. */
  questions(): void;
  help(): void;
}

const typing = "input, textarea, select, [contenteditable]:not([contenteditable='false'])";
const usesSpace = `${typing}, button, a, summary, [role='button'], [role='switch'], [role='radio'], [role='menuitem']`;

/**
 * Turns key presses into deeds while a room is open. Nothing fires while somebody types, composes with an input
 * method, holds a modifier, or has a dialog open; a focused button keeps its space bar (WCAG 2.1.4 and 2.1.1).
 */
export class RoomKeyboard {
  readonly #preferences: () => Preferences;
  readonly #deeds: KeyDeeds;
  #held: string | null = null;

  constructor(preferences: () => Preferences, deeds: KeyDeeds) {
    this.#preferences = preferences;
    this.#deeds = deeds;
  }

  attach(target: Document): () => void {
    const down = (event: KeyboardEvent) => this.#down(event);
    const up = (event: KeyboardEvent) => this.#up(event);
    const release = () => this.#release();
    const hidden = () => {
      if (target.visibilityState === "hidden") this.#release();
    };
    target.addEventListener("keydown", down);
    target.addEventListener("keyup", up);
    target.addEventListener("visibilitychange", hidden);
    // A key released in another window never reports here: talking must not go on by accident.
    target.defaultView?.addEventListener("blur", release);
    return () => {
      this.#release();
      target.removeEventListener("keydown", down);
      target.removeEventListener("keyup", up);
      target.removeEventListener("visibilitychange", hidden);
      target.defaultView?.removeEventListener("blur", release);
    };
  }

  #down(event: KeyboardEvent): void {
    const action = this.#actionFor(event);
    if (!action) return;
    event.preventDefault();
    if (event.repeat) return;
    if (action === "mic") this.#deeds.toggleMute();
    if (action === "hand") this.#deeds.hand();
    if (action === "questions") this.#deeds.questions();
    if (action === "help") this.#deeds.help();
    if (action === "talk") {
      this.#held = event.code || event.key;
      this.#deeds.hold(true);
    }
  }

  #up(event: KeyboardEvent): void {
    if (this.#held !== null && (event.code || event.key) === this.#held) {
      event.preventDefault();
      this.#release();
    }
  }

  #release(): void {
    if (this.#held === null) return;
    this.#held = null;
    this.#deeds.hold(false);
  }

  #actionFor(event: KeyboardEvent): KeyAction | null {
    const { keysOn, keys } = this.#preferences();
    if (!keysOn || event.isComposing || event.keyCode === 229) return null;
    if (event.ctrlKey || event.metaKey || event.altKey) return null;
    const target = event.target instanceof Element ? event.target : null;
    if (target?.closest(typing) || target?.closest("dialog, [role='dialog']")) return null;
    if (event.key === " " && target?.closest(usesSpace)) return null;
    if (event.key === "Enter" && target?.closest(usesSpace)) return null;
    const pressed = event.key.toLowerCase();
    const actions = Object.keys(keys) as KeyAction[];
    return actions.find((action) => keys[action].toLowerCase() === pressed) ?? null;
  }
}

/** Whether a key may be chosen: one printable character or the space bar, and not taken by another action. */
export function mayChoose(key: string, action: KeyAction, keys: Preferences["keys"]): boolean {
  if ([...key].length !== 1) return false;
  const wanted = key.toLowerCase();
  return (Object.keys(keys) as KeyAction[]).every(
    (other) => other === action || keys[other].toLowerCase() !== wanted,
  );
}
