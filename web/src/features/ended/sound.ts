import type { Sound } from "../../models/replay";

/** A file as the browser plays it. */
export function openSound(url: string): Sound {
  const audio = new Audio(url);
  audio.preload = "auto";
  return {
    get position() {
      return audio.currentTime;
    },
    set position(seconds) {
      audio.currentTime = seconds;
    },
    get rate() {
      return audio.playbackRate;
    },
    set rate(rate) {
      audio.playbackRate = rate;
    },
    get playing() {
      return !audio.paused;
    },
    get ready() {
      // What is broken says so when it is to play.
      if (audio.error !== null) return true;
      return audio.readyState >= HTMLMediaElement.HAVE_FUTURE_DATA && !audio.seeking;
    },
    play: () =>
      audio.play().catch((error: unknown) => {
        // A pause that came before the first sound is no failure.
        if (!(error instanceof DOMException) || error.name !== "AbortError") throw error;
      }),
    pause: () => audio.pause(),
    close: () => {
      audio.pause();
      audio.removeAttribute("src");
      audio.load();
    },
  };
}
