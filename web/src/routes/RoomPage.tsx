import { useQueryClient } from "@tanstack/react-query";
import { useContext, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { Navigate, useNavigate, useParams } from "react-router";
import { keys } from "../api/keys";
import type { Me } from "../api/types";
import { useRealtime } from "../features/realtime/realtime";
import { Skeleton } from "../features/room/Skeleton";
import { VisitScreen } from "../features/room/VisitScreen";
import { useCalls, useMe } from "../features/session/session";
import { Shell } from "../features/shell/Shell";
import { Failed } from "../features/states/Failed";
import { useTell } from "../features/states/problems";
import { chime } from "../models/chime";
import type { News } from "../models/roomScene";
import { RoomVisit } from "../models/roomVisit";
import { useToasts } from "../ui/Toasts";
import { PartsContext } from "./parts";

/** `/r/:id`: a room, for members and for guests by its link. */
export default function RoomPage() {
  const { t } = useTranslation();
  const { id = "" } = useParams();
  const standing = useMe();
  switch (standing.kind) {
    case "asking":
      return <Skeleton title={t("visit.loading")} text={t("visit.loadingText")} />;
    case "failed":
      return (
        <Shell>
          <Failed error={standing.problem} again={standing.again} />
        </Shell>
      );
    case "anonymous":
      return <Visit key={id} id={id} account={null} state={null} />;
    case "signedIn":
      return (
        <Visit key={`${id} ${standing.me.id}`} id={id} account={standing.me.id} state={standing.me.state} />
      );
  }
}

function Visit(props: { id: string; account: string | null; state: Me["state"] | null }) {
  const { id, account, state } = props;
  const makeParts = useContext(PartsContext);
  const calls = useCalls();
  const channels = useRealtime();
  const navigate = useNavigate();
  const tell = useNews();
  // Members go back to the hallway, which lets them return; a guest has nowhere else to be.
  const left = () => {
    if (state === "active") void navigate("/", { state: { left: id } });
  };
  const latest = useRef({ tell, left });
  useEffect(() => {
    latest.current = { tell, left };
  });
  const [parts] = useState(makeParts);
  const [visit] = useState(
    () =>
      new RoomVisit(id, {
        ...parts,
        calls,
        channels,
        account,
        tell: (news) => latest.current.tell(news),
        left: () => latest.current.left(),
        now: Date.now,
      }),
  );
  const view = useSyncExternalStore(visit.subscribe, visit.view);
  const { turn } = view.floor;
  const ends = turn?.mine && !turn.offered ? turn.endsAt : "";
  // biome-ignore lint/correctness/useExhaustiveDependencies: the turn is drawn anew with each word of the room
  useEffect(() => chime(turn, parts.earcons, Date.now()), [ends, parts]);
  // Whoever was put out may be suspended altogether; the rest of the page should know.
  const queries = useQueryClient();
  const removed = view.phase.kind === "shut" && view.phase.why === "removed";
  useEffect(() => {
    if (removed) void queries.invalidateQueries({ queryKey: keys.me });
  }, [removed, queries]);
  useEffect(() => {
    visit.start();
    return () => visit.dispose();
  }, [visit]);
  // A host closes one room, an operator all of them: the waiting page says why.
  if (removed && state === "suspended") return <Navigate to="/waiting" replace />;
  return <VisitScreen view={view} actions={visit} />;
}

/** Shows for some seconds what the visit tells in passing. */
function useNews(): (news: News) => void {
  const { t } = useTranslation();
  const toasts = useToasts();
  const tellProblem = useTell();
  return (news) => {
    if (news.kind === "problem") {
      tellProblem(news.error);
      return;
    }
    const text = t(`toast.${news.key}`, { name: news.name });
    if (news.undo) toasts.undoable({ text, undo: news.undo, commit: news.commit ?? (() => undefined) });
    else toasts.show({ text });
  };
}
