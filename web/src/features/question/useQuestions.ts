import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import { keys } from "../../api/keys";
import type { Question, Questions } from "../../api/types";
import { namelessIn, type OwnMarks, type QuestionScene, questionScene } from "../../models/questions";
import { isHost, type VisitView } from "../../models/roomScene";
import { useBlocked } from "../blocked/useBlocked";
import type { VisitProps } from "../room/VisitScreen";
import { useCalls } from "../session/session";

const noMarks: OwnMarks = new Map();

/** The questions of the room as its channel tells them, without what is only this reader's. */
export function useScene({ parts, told }: VisitView): QuestionScene {
  return useMemo(() => questionScene(parts, told, noMarks), [parts, told]);
}

/** What one may do with questions. */
export interface QuestionDeeds {
  readonly ask: (text: string, nameless: boolean) => Promise<boolean>;
  readonly speak: (recording: Blob) => Promise<boolean>;
  readonly vote: (question: Question) => void;
  readonly takeAway: (question: Question) => void;
  readonly begin: (question: Question, accountId?: string) => void;
  readonly end: (question: Question, answered: boolean) => void;
}

/** The verbs of questions; each runs once at a time and tells a refusal. `changed` learns what they made true. */
export function useDeeds(
  { view, actions }: VisitProps,
  changed?: (question: Question) => void,
): QuestionDeeds {
  const { questions } = useCalls();
  const id = view.head?.id ?? "";
  const { run } = actions;
  return useMemo(() => {
    const once = (name: string, send: () => Promise<unknown>) => run(`question:${name}`, send);
    return {
      ask: (text, nameless) => once("ask", async () => changed?.(await questions.ask(id, text, nameless))),
      speak: (recording) => once("ask", async () => changed?.(await questions.speak(id, recording))),
      vote: (question) => {
        const voted = !question.voted;
        void once(question.id, async () => {
          await questions.vote(id, question.id, voted);
          changed?.({ ...question, voted });
        });
      },
      takeAway: ({ id: question }) => void once(question, () => questions.takeAway(id, question)),
      begin: ({ id: question }, accountId) =>
        void once("answer", () => questions.begin(id, question, accountId)),
      end: ({ id: question }, answered) => void once("answer", () => questions.end(id, question, answered)),
    };
  }, [questions, id, run, changed]);
}

/** The questions with the reader's own votes: asked for once, since a whole audience would ask with every change. */
export function useQuestions(props: VisitProps): { scene: QuestionScene; deeds: QuestionDeeds } {
  const { view } = props;
  const calls = useCalls();
  const queries = useQueryClient();
  const id = view.head?.id ?? "";
  const key = useMemo(() => [...keys.room(id), "questions"], [id]);
  // Hosts alone are told who asks without a name, and need to ask for it.
  const nameless = isHost(view) ? namelessIn(view.parts) : "";
  const own = useQuery({
    queryKey: [...key, nameless],
    queryFn: ({ signal }) => calls.questions.waiting(id, signal),
    enabled: view.signedIn && id !== "",
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: (before) => before,
  });
  const changed = useCallback(
    (question: Question) =>
      queries.setQueriesData<Questions>({ queryKey: key }, (before) => ({
        items: [...(before?.items ?? []).filter((one) => one.id !== question.id), question],
      })),
    [queries, key],
  );
  const blocked = useBlocked(view);
  const host = isHost(view);
  const scene = useMemo(() => {
    const marks = new Map(
      (own.data?.items ?? []).map(({ id, voted = false, mine = false, by }) => [
        id,
        { voted, mine, ...(by ? { by } : {}) },
      ]),
    );
    const all = questionScene(view.parts, view.told, marks);
    // Hosts decide about everybody's questions, whomever they blocked.
    if (host) return all;
    return { ...all, waiting: all.waiting.filter(({ by }) => by === undefined || !blocked.has(by.id)) };
  }, [view.parts, view.told, own.data, blocked, host]);
  return { scene, deeds: useDeeds(props, changed) };
}
