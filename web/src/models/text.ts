import type { TextShown } from "../api/types";

const secondsPerWord = 1 / 2.5;
const secondsPerHan = 1 / 4;

/** What the room reads now, of the parts that nouns add to its channel. */
export function textOf(parts: Readonly<Record<string, unknown>>): TextShown | null {
  return (parts.text as TextShown | null | undefined) ?? null;
}

/** How long a reader takes, as the server counts it. */
export function readingSeconds(text: string): number {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  const words = text
    .replace(/\p{Script=Han}/gu, " ")
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
  return han * secondsPerHan + words * secondsPerWord;
}
