import type { ApiClient } from "./client";
import type {
  CatchUp,
  Comment,
  Comments,
  Mark,
  MarkWish,
  Minutes,
  Pin,
  PinWish,
  Reactions,
  ReactionWish,
  Sources,
} from "./types";

type Signal = AbortSignal | undefined;

const room = (id: string, rest: string) => `/api/rooms/${encodeURIComponent(id)}${rest}`;
const one = (id: string, what: string, which: string) => room(id, `/${what}/${encodeURIComponent(which)}`);

/** Where the minutes are saved from. */
export const minutesFile = (id: string, kind: "md" | "ics") => room(id, `/minutes.${kind}`);

/** What an audience leaves on a room's time. */
export const marks = (api: ApiClient) => ({
  react: (id: string, kind: ReactionWish["kind"]) => api.post<void>(room(id, "/reactions"), { kind }),
  reactions: (id: string, signal?: Signal) => api.get<Reactions>(room(id, "/reactions"), { signal }),
  mark: (id: string, wish: MarkWish) => api.post<Mark>(room(id, "/marks"), wish),
  word: (id: string, mark: string, wish: MarkWish) => api.put<Mark>(one(id, "marks", mark), wish),
  unmark: (id: string, mark: string) => api.delete<void>(one(id, "marks", mark)),
  minutes: (id: string, signal?: Signal) => api.get<Minutes>(room(id, "/minutes"), { signal }),
  pin: (id: string, wish: PinWish) => api.post<Pin>(room(id, "/pins"), wish),
  pinFile: (id: string, file: File, about: { text?: string; flag?: string } = {}) => {
    const query = new URLSearchParams({ name: file.name, text: about.text ?? "" });
    if (about.flag !== undefined) query.set("flag", about.flag);
    return api.upload<Pin>(room(id, `/pins/file?${query}`), file, "POST");
  },
  unpin: (id: string, pin: string) => api.delete<void>(one(id, "pins", pin)),
  sources: (id: string, signal?: Signal) => api.get<Sources>(room(id, "/sources"), { signal }),
  comment: (id: string, text: string) => api.post<Comment>(room(id, "/comments"), { text }),
  comments: (id: string, signal?: Signal) => api.get<Comments>(room(id, "/comments"), { signal }),
  uncomment: (id: string, comment: string) => api.delete<void>(one(id, "comments", comment)),
  catchUp: (id: string, signal?: Signal) => api.get<CatchUp>(room(id, "/catch-up"), { signal }),
});
