import { useTranslation } from "react-i18next";
import type { VisitActions, VisitView } from "../../models/roomScene";
import { ShutScreen } from "./ShutScreen";
import { Skeleton } from "./Skeleton";
import { useRoomTitle } from "./useRoomTitle";
import { VisitRoom } from "./VisitRoom";

export interface VisitProps {
  view: VisitView;
  actions: VisitActions;
}

/** A room of the community in each of its states. Draws only: what it shows is `view`, its wishes are `actions`. */
export function VisitScreen({ view, actions }: VisitProps) {
  const { t } = useTranslation();
  const { phase, head, media } = view;
  useRoomTitle(head?.title ?? "", phase.kind === "inRoom", media.mic);
  switch (phase.kind) {
    case "loading":
      return <Skeleton title={head?.title ?? t("visit.loading")} text={t("visit.loadingText")} />;
    case "inRoom":
      return head ? <VisitRoom view={view} head={head} actions={actions} /> : null;
    case "shut":
      return <ShutScreen view={view} why={phase.why} requestId={phase.requestId} actions={actions} />;
  }
}
