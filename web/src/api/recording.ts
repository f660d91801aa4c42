import type { ApiClient } from "./client";
import type { Recording } from "./types";

/** What is recorded of a room, and one's own say in it. */
export const recordingCalls = (api: ApiClient) => {
  const path = (room: string, rest = "") => `/api/rooms/${encodeURIComponent(room)}/recording${rest}`;
  return {
    view: (room: string, signal?: AbortSignal) => api.get<Recording>(path(room), { signal }),
    run: (room: string, on: boolean) => api.put<void>(path(room), { on }),
    answer: (room: string, agree: boolean) => api.put<void>(path(room, "/consent"), { agree }),
  };
};
