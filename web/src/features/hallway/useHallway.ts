import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useRef } from "react";
import { keys } from "../../api/keys";
import type { Hallway, Proposal, Topic } from "../../api/types";
import { useChannelNews } from "../realtime/realtime";
import { useCalls, useMe } from "../session/session";
import { useTell } from "../states/problems";

/** Several rooms may change in one moment, and many people are told at once: each asks once, at its own moment. */
const gatherMs = 300;
const spreadMs = 1_500;

/** What is live, planned and over, renewed by the channel `hallway` and whenever one comes back to it. */
export function useHallway() {
  const calls = useCalls();
  const queries = useQueryClient();
  const standing = useMe();
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const member = standing.kind === "signedIn" && standing.me.state === "active";
  useChannelNews(member ? "hallway" : null, ({ kind }) => {
    if (kind !== "event" && kind !== "state" && kind !== "ephemeral") return;
    timer.current ??= setTimeout(
      () => {
        timer.current = null;
        void queries.invalidateQueries({ queryKey: keys.hallway });
        void queries.invalidateQueries({ queryKey: keys.topics });
      },
      gatherMs + Math.random() * spreadMs,
    );
  });
  return useQuery({
    queryKey: keys.hallway,
    queryFn: ({ signal }) => calls.rooms.hallway(signal),
    refetchInterval: 20_000,
  });
}

export function useTopics() {
  const calls = useCalls();
  return useQuery({ queryKey: keys.topics, queryFn: ({ signal }) => calls.rooms.topics(signal) });
}

/** What one may do with a proposal. Coming or not shows at once and is taken back if the server refuses. */
export function useProposalDeeds() {
  const calls = useCalls();
  const queries = useQueryClient();
  const tell = useTell();
  const change = useCallback(
    (id: string, how: (proposal: Proposal) => Proposal | null) =>
      queries.setQueryData<Hallway>(keys.hallway, (lists) =>
        lists
          ? {
              ...lists,
              proposed: lists.proposed.flatMap((one) => (one.id === id ? (how(one) ?? []) : [one])),
            }
          : lists,
      ),
    [queries],
  );
  const settle = useCallback(
    async (deed: Promise<unknown>) => {
      try {
        await deed;
      } catch (error) {
        tell(error);
      }
      await queries.invalidateQueries({ queryKey: keys.hallway });
    },
    [queries, tell],
  );
  const come = useCallback(
    (id: string, coming: boolean) => {
      change(id, (proposal) => ({
        ...proposal,
        youCome: coming,
        interested: proposal.interested + (coming ? 1 : -1),
      }));
      void settle(coming ? calls.rooms.come(id) : calls.rooms.notCome(id));
    },
    [calls, change, settle],
  );
  const withdraw = useCallback(
    (id: string) => {
      change(id, () => null);
      void settle(calls.rooms.withdrawProposal(id));
    },
    [calls, change, settle],
  );
  return { come, withdraw };
}

/** The topic that a person wrote: an existing one by its name, or a new one. */
export function topicOf(written: string, topics: readonly Topic[]): { topicId: string } | { topic: string } {
  const title = written.trim();
  const known = topics.find((topic) => topic.title.toLocaleLowerCase() === title.toLocaleLowerCase());
  return known ? { topicId: known.id } : { topic: title };
}
