import { ApiProblem } from "../api/problem";
import type { Joining } from "../api/types";
import type { Opened } from "./openLink";
import type { EntryProblem } from "./room";

/** Joins a room of the community, in the words of the media visit; null is a room that is over. Never throws. */
export async function openDoor(join: () => Promise<Joining | null>, title: () => string): Promise<Opened> {
  try {
    const joining = await join();
    if (joining === null) return { kind: "problem", why: "roomEnded", requestId: null };
    const { url, token, you } = joining;
    return { kind: "ticket", ticket: { url, token, room: title(), name: "", maySpeak: you.seat } };
  } catch (error) {
    const problem = error instanceof ApiProblem ? error : null;
    return { kind: "problem", why: whyClosed(problem), requestId: problem?.requestId ?? null };
  }
}

/** Why a door stayed closed; null stands for whatever was no answer of the server. */
export function whyClosed(problem: ApiProblem | null): EntryProblem {
  switch (problem?.slug) {
    case "not-found":
      return "notFound";
    case "room-full":
      return "full";
    case "room-ended":
      return "roomEnded";
    case "removed-from-room":
      return "removed";
    case "suspended":
      return "suspended";
  }
  switch (problem?.kind) {
    case "offline":
      return "offline";
    case "unreachable":
    case "timeout":
      return "unreachable";
    default:
      return "server";
  }
}
