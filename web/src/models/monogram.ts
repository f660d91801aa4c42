const inkCount = 8;

/** One 汉字 or at most two Latin letters that stand for a name; a dot when the name holds neither. */
export function monogram(name: string): string {
  const han = /\p{Script=Han}/u.exec(name);
  if (han) return han[0];
  const words = name.match(/[\p{L}\p{N}]+/gu) ?? [];
  const first = words[0];
  if (!first) return "·";
  const last = words.length > 1 ? words[words.length - 1] : undefined;
  const initial = (word: string) => [...word][0] ?? "";
  return (last ? initial(first) + initial(last) : initial(first)).toLocaleUpperCase();
}

/** Which of the eight inks a person has, 1 to 8; the same for the same id on every screen. */
export function inkOf(id: string): number {
  let hash = 2166136261;
  for (const char of id) {
    hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 16777619);
  }
  // The low bits of this hash hardly mix; fold the high ones in.
  hash = Math.imul(hash ^ (hash >>> 15), 2246822519);
  return (((hash ^ (hash >>> 13)) >>> 0) % inkCount) + 1;
}
