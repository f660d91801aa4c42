const followers = new Map<HTMLElement, { read: () => number; shown: number }>();
let frame = 0;
/** Rises at once, falls slowly: a syllable is seen, a pause between two words does not flicker. */
const fall = 0.12;

/** Writes a level into the element's `--level` once a frame, past React. One loop for the page. */
export function followLevel(element: HTMLElement, read: () => number): () => void {
  followers.set(element, { read, shown: 0 });
  if (frame === 0) frame = requestAnimationFrame(draw);
  return () => {
    followers.delete(element);
    element.style.removeProperty("--level");
  };
}

function draw(): void {
  for (const [element, follower] of followers) {
    const level = follower.read();
    follower.shown = level > follower.shown ? level : follower.shown + (level - follower.shown) * fall;
    element.style.setProperty("--level", follower.shown.toFixed(3));
  }
  frame = followers.size > 0 ? requestAnimationFrame(draw) : 0;
}
