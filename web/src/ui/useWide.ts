import { useSyncExternalStore } from "react";

/** As in the style sheets: from here on there is room beside the stage. */
const wide = "(min-width: 64rem)";

/** Whether things stand side by side. */
export function useWide(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const query = window.matchMedia?.(wide);
      query?.addEventListener("change", changed);
      return () => query?.removeEventListener("change", changed);
    },
    () => window.matchMedia?.(wide).matches ?? true,
  );
}
