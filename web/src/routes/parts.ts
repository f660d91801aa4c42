import { createContext } from "react";
import type { SessionParts } from "../models/roomSession";

/** Makes what a visit needs of the browser. */
export const PartsContext = createContext<() => SessionParts>(() => {
  throw new ReferenceError("no parts given");
});
