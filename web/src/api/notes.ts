import type { ApiClient } from "./client";
import type { Note, Notes } from "./types";

const at = encodeURIComponent;

/** The routes of notes to the stage. */
export const notes = (api: ApiClient) => {
  const all = (id: string, rest = "") => `/api/rooms/${at(id)}/notes${rest}`;
  return {
    waiting: (id: string, signal?: AbortSignal) => api.get<Notes>(all(id), { signal }),
    send: (id: string, text: string) => api.post<Note>(all(id), { text }),
    speak: (id: string, recording: Blob) => api.upload<Note>(all(id, "/spoken"), recording, "POST"),
    air: (id: string, note: string) => api.put<void>(all(id, `/${at(note)}/on-air`)),
    stop: (id: string) => api.delete<void>(all(id, "/on-air")),
    dismiss: (id: string, note: string) => api.delete<void>(all(id, `/${at(note)}`)),
  };
};
