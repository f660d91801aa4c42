export const reasonLeast = 20;
export const reasonMost = 500;

/** How many characters as people count them: a 汉字, an emoji or a letter with its accents is one. */
export function lengthOf(text: string): number {
  const segments = new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(text.trim());
  return [...segments].length;
}
