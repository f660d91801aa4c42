import type { ApiClient } from "./client";
import type { Ledger, Question, Questions } from "./types";

const at = encodeURIComponent;

/** The routes of what a room is asked and answers. */
export const questions = (api: ApiClient) => {
  const room = (id: string, rest: string) => `/api/rooms/${at(id)}${rest}`;
  const one = (id: string, question: string, rest = "") => room(id, `/questions/${at(question)}${rest}`);
  return {
    waiting: (id: string, signal?: AbortSignal) => api.get<Questions>(room(id, "/questions"), { signal }),
    ask: (id: string, text: string, nameless: boolean) =>
      api.post<Question>(room(id, "/questions"), { text, nameless }),
    speak: (id: string, recording: Blob) =>
      api.upload<Question>(room(id, "/questions/spoken"), recording, "POST"),
    takeAway: (id: string, question: string) => api.delete<void>(one(id, question)),
    vote: (id: string, question: string, up: boolean) =>
      up ? api.put<void>(one(id, question, "/vote")) : api.delete<void>(one(id, question, "/vote")),
    begin: (id: string, question: string, accountId?: string) =>
      api.put<void>(one(id, question, "/answer"), accountId === undefined ? {} : { accountId }),
    end: (id: string, question: string, answered: boolean) =>
      api.delete<void>(one(id, question, "/answer"), { answered }),
    record: (id: string, question: string, recording: Blob) =>
      api.upload<void>(one(id, question, "/recording"), recording),
    ledger: (id: string, signal?: AbortSignal) => api.get<Ledger>(room(id, "/answers"), { signal }),
  };
};
