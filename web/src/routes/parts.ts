import { createContext } from "react";
import type { SessionParts } from "../models/roomSession";

/** What a visit needs of the browser; how the door opens is the page's matter. */
export type BrowserParts = Omit<SessionParts, "open" | "takeSeat">;

/** Makes what a visit needs of the browser. */
export const PartsContext = createContext<() => BrowserParts>(() => {
  throw new ReferenceError("no parts given");
});
