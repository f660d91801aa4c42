import { createContext, useContext, useSyncExternalStore } from "react";
import type { Silence } from "../../models/playable";
import type { ReplayPlayer } from "../../models/replay";

/** What a page of an ended room knows of its sound. */
export interface Playable {
  /** Why a second does not play; null when it does. */
  readonly silence: (second: number, speaker?: string) => Silence | null;
  readonly player: ReplayPlayer | null;
}

export const PlayableContext = createContext<Playable>({ silence: () => null, player: null });

export const usePlayable = () => useContext(PlayableContext);

const nowhere = () => () => undefined;

/** The whole second that is heard now; null while nothing plays. */
export function useHeardSecond(): number | null {
  const { player } = usePlayable();
  return useSyncExternalStore(player?.subscribe ?? nowhere, () => {
    const view = player?.view();
    return view?.playing ? Math.floor(view.at) : null;
  });
}
