/** What is wrong with a handle before the server is asked; null when nothing is. */
export type HandleFault = "short" | "long" | "letters";

const least = 3;
const most = 20;

/** A handle has 3 to 20 ASCII letters, digits and underscores; the server knows which are reserved or taken. */
export function handleFault(handle: string): HandleFault | null {
  if (/[^A-Za-z0-9_]/.test(handle)) return "letters";
  if (handle.length > most) return "long";
  return handle.length < least ? "short" : null;
}

/** A handle as people paste it: without the @ in front and without spaces around. */
export function handleOf(text: string): string {
  return text.trim().replace(/^@/, "");
}

/** Whether a text looks like a mailbox at all; only a message to it can tell more. */
export function looksLikeEmail(text: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(text.trim());
}
