import type { VisitView } from "./roomScene";
import { showOf } from "./show";

/** Whether it is good in this room that everybody speaks for as long as the others. */
function balanced({ parts, floor }: Pick<VisitView, "parts" | "floor">): boolean {
  return showOf(parts)?.balanced ?? (floor.mode === "balanced" || floor.mode === "round");
}

/** The share of the talk of each who spoke, 0 to 1, by identity; nothing where balance does not matter. */
export function sharesOf(
  view: Pick<VisitView, "parts" | "floor" | "told">,
): Readonly<Record<string, number>> {
  return balanced(view) ? ((view.told.talk as Readonly<Record<string, number>> | undefined) ?? {}) : {};
}
