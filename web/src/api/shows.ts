import type { ApiClient } from "./client";
import type {
  HatSpans,
  HatWish,
  OwnAgendas,
  OwnAgendaWish,
  RoomReport,
  Show,
  ShowFormats,
  ShowPair,
  ShowPlan,
  TextQueued,
  TextTurns,
} from "./types";

const at = (room: string, rest: string) => `/api/rooms/${encodeURIComponent(room)}/${rest}`;

/** Agendas: what rooms go through, part after part; and how they used their time. */
export const shows = (api: ApiClient) => ({
  own: (signal?: AbortSignal) => api.get<OwnAgendas>("/api/me/agendas", { signal }),
  keep: (wish: OwnAgendaWish) => api.post<OwnAgendas>("/api/me/agendas", wish),
  forget: (id: string) => api.delete<void>(`/api/me/agendas/${encodeURIComponent(id)}`),
  formats: (signal?: AbortSignal) => api.get<ShowFormats>("/api/formats", { signal }),
  plan: (room: string, plan: ShowPlan) => api.put<Show>(at(room, "show"), plan),
  drop: (room: string) => api.delete<Show>(at(room, "show")),
  pair: (room: string, pair: ShowPair) => api.put<Show>(at(room, "show/pair"), pair),
  next: (room: string) => api.post<Show>(at(room, "show/next")),
  more: (room: string, seconds: number) => api.post<Show>(at(room, "show/more"), { seconds }),
  /** Null for who only listened. */
  report: async (room: string, signal?: AbortSignal) =>
    (await api.get<RoomReport | undefined>(at(room, "report"), { signal })) ?? null,
  reportTable: (room: string) => at(room, "report.csv"),
});

/** As what people speak. */
export const hats = (api: ApiClient) => ({
  wear: (room: string, wish: HatWish) => api.put<void>(at(room, "hat"), wish),
  takeOff: (room: string) => api.delete<void>(at(room, "hat")),
  worn: (room: string, signal?: AbortSignal) => api.get<HatSpans>(at(room, "hats"), { signal }),
  require: (room: string, required: boolean) => api.put<void>(at(room, "hats"), { required }),
});

/** Turns in writing. */
export const texts = (api: ApiClient) => ({
  queue: (room: string, text: string) => api.put<TextQueued>(at(room, "text-turn"), { text }),
  read: (room: string, signal?: AbortSignal) => api.get<TextTurns>(at(room, "text-turns"), { signal }),
});
