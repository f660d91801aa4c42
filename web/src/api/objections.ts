import type { ApiClient } from "./client";
import type { LiftViews } from "./types";

const at = (room: string, rest: string) => `/api/rooms/${encodeURIComponent(room)}/${rest}`;

/** What a room says to exceptions from its queue. */
export const objections = (api: ApiClient) => ({
  lifts: (room: string, signal?: AbortSignal) => api.get<LiftViews>(at(room, "lifts"), { signal }),
  object: (room: string, lift: string, objects: boolean) => {
    const path = at(room, `lifts/${encodeURIComponent(lift)}/objection`);
    return objects ? api.put<void>(path) : api.delete<void>(path);
  },
});
