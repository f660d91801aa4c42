import { afterEach, describe, expect, it } from "vitest";
import { mayChoose, RoomKeyboard } from "../src/models/keyboard";
import { monogram } from "../src/models/monogram";
import { defaultKeys, PreferenceStore } from "../src/models/preferences";

function keyboard() {
  const deeds: string[] = [];
  const store = new PreferenceStore(null, ["en"]);
  const detach = new RoomKeyboard(store.current, {
    toggleMute: () => deeds.push("mute"),
    hold: (held) => deeds.push(held ? "hold" : "release"),
    hand: () => deeds.push("hand"),
    questions: () => deeds.push("questions"),
    help: () => deeds.push("help"),
  }).attach(document);
  return { deeds, store, detach };
}

function press(key: string, target: EventTarget = document.body, more: KeyboardEventInit = {}) {
  const event = new KeyboardEvent("keydown", { key, code: key, bubbles: true, cancelable: true, ...more });
  target.dispatchEvent(event);
  return event;
}

const release = (key: string) =>
  document.body.dispatchEvent(new KeyboardEvent("keyup", { key, code: key, bubbles: true }));

describe("the room's keys", () => {
  let detach = () => {};
  afterEach(() => {
    detach();
    document.body.innerHTML = "";
  });

  it("mute, hold to talk without repeating, go to the questions, and open the help", () => {
    const all = keyboard();
    detach = all.detach;
    press("m");
    press(" ");
    press(" ", document.body, { repeat: true });
    release(" ");
    press("q");
    press("?");
    expect(all.deeds).toEqual(["mute", "hold", "release", "questions", "help"]);
  });

  it("do nothing while somebody types, composes, holds a modifier or has a dialog open", () => {
    const all = keyboard();
    detach = all.detach;
    document.body.innerHTML = `<input id="i" /><div role="dialog"><p id="d"></p></div>`;
    press("m", document.getElementById("i") as HTMLElement);
    press("m", document.getElementById("d") as HTMLElement);
    press("m", document.body, { isComposing: true });
    press("m", document.body, { ctrlKey: true });
    expect(all.deeds).toEqual([]);
  });

  it("leave a focused button its space bar, but not its m", () => {
    const all = keyboard();
    detach = all.detach;
    document.body.innerHTML = `<button id="b"></button>`;
    const button = document.getElementById("b") as HTMLElement;
    expect(press(" ", button).defaultPrevented).toBe(false);
    press("m", button);
    expect(all.deeds).toEqual(["mute"]);
  });

  it("can be switched off and changed", () => {
    const all = keyboard();
    detach = all.detach;
    all.store.change({ keysOn: false });
    press("m");
    all.store.change({ keysOn: true, keys: { ...defaultKeys, mic: "k" } });
    press("m");
    press("K");
    expect(all.deeds).toEqual(["mute"]);
  });

  it("end the hold when the window loses the keyboard", () => {
    const all = keyboard();
    detach = all.detach;
    press(" ");
    window.dispatchEvent(new Event("blur"));
    expect(all.deeds).toEqual(["hold", "release"]);
  });

  it("are single characters, each used once", () => {
    expect(mayChoose("k", "mic", defaultKeys)).toBe(true);
    expect(mayChoose("?", "mic", defaultKeys)).toBe(false);
    expect(mayChoose("Enter", "mic", defaultKeys)).toBe(false);
  });
});

describe("a monogram", () => {
  it("is one 汉字 or at most two letters", () => {
    expect(["林晓岚", "Maya Okafor", "noor", "李 Wei", "…"].map(monogram)).toEqual([
      "林",
      "MO",
      "N",
      "李",
      "·",
    ]);
  });
});

describe("the choices kept in this browser", () => {
  it("are taken up from another tab, whatever else that wrote", () => {
    const store = new PreferenceStore(null, ["en"]);
    store.follow(window);
    const heard = (newValue: string | null, key = "mitalk.preferences") =>
      window.dispatchEvent(new StorageEvent("storage", { key, newValue }));
    heard('{"language":"zh","theme":"dark"}');
    expect(store.current()).toMatchObject({ language: "zh", theme: "dark", earcons: true });
    heard('{"theme":"light"}', "somebody.else");
    heard(null);
    heard("{");
    heard('{"theme":"loud","language":7}');
    expect(store.current()).toMatchObject({ language: "zh", theme: "dark" });
  });
});
