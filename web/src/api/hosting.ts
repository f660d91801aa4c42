import type { ApiClient } from "./client";
import type { Alternatives, RoomView } from "./types";

type Changed = RoomView | undefined;

/** The routes by which hosts gather people: sub-rooms, silences, pings. */
export function hosting(api: ApiClient) {
  const at = encodeURIComponent;
  const room = (id: string, rest: string) => `/api/rooms/${at(id)}${rest}`;
  return {
    /** 0 is the room itself. */
    moveTo: (id: string, identity: string, subRoom: number) =>
      api.put<Changed>(room(id, `/people/${at(identity)}/sub-room`), { subRoom }),
    recall: (id: string) => api.delete<Changed>(room(id, "/sub-rooms")),
    speakToAll: (id: string) => api.put<Changed>(room(id, "/sub-rooms/broadcast")),
    speakHere: (id: string) => api.delete<Changed>(room(id, "/sub-rooms/broadcast")),
    goOn: (id: string) => api.post<Changed>(room(id, "/go-on")),
    alternatives: (id: string, signal?: AbortSignal) =>
      api.get<Alternatives>(room(id, "/alternatives"), { signal }),
    ping: (id: string, handle: string) => api.post<void>(room(id, "/pings"), { handle }),
  };
}
