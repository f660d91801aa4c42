import { useTranslation } from "react-i18next";
import type { RoomActions, RoomView } from "../../models/room";
import { Button } from "../../ui/Button";
import { Notice, NoticeActions, PassOn, RequestId } from "../link/Notice";
import { Room } from "./Room";
import { Skeleton } from "./Skeleton";

export interface RoomProps {
  view: RoomView;
  actions: RoomActions;
}

/** The room page in each of its states. Draws only: what it shows is `view`, what it wants goes to `actions`. */
export function RoomScreen({ view, actions }: RoomProps) {
  const { t } = useTranslation();
  const { phase } = view;
  switch (phase.kind) {
    case "opening":
      return <Skeleton title={t("opening.title")} text={t("opening.text")} />;
    case "joining":
      return <Skeleton title={t("joining.title", { room: view.room })} text={t("joining.text")} />;
    case "inRoom":
      return <Room view={view} actions={actions} />;
    case "refused":
      return (
        <Notice title={t(`refused.${phase.why}.title`)}>
          <p>{t(`refused.${phase.why}.text`)}</p>
          {phase.why === "unreachable" || phase.why === "server" ? (
            <NoticeActions>
              <Button look="primary" onClick={actions.retry}>
                {t("refused.retry")}
              </Button>
            </NoticeActions>
          ) : null}
          <RequestId id={phase.requestId} />
        </Notice>
      );
    case "blocked":
      return (
        <Notice title={t("blocked.title")} above={view.room}>
          <p>{t("blocked.text")}</p>
          <p>{t("blocked.self")}</p>
          <NoticeActions>
            <Button look="primary" onClick={actions.retry}>
              {t("blocked.retry")}
            </Button>
          </NoticeActions>
          <p>{t("blocked.admin")}</p>
          <PassOn text={t("blocked.ask", { host: location.hostname })} />
        </Notice>
      );
    case "left":
      return (
        <Notice title={t("left.title")} above={view.room}>
          <p>{t("left.text")}</p>
          <NoticeActions>
            <Button look="primary" onClick={actions.comeBack}>
              {t("left.again")}
            </Button>
          </NoticeActions>
        </Notice>
      );
    case "ended":
      return (
        <Notice title={t(`ended.${phase.why}.title`)} above={view.room}>
          <p>{t(`ended.${phase.why}.text`)}</p>
          <NoticeActions>
            <Button look={phase.why === "roomEnded" ? "plain" : "primary"} onClick={actions.comeBack}>
              {t(`ended.${phase.why}.again`)}
            </Button>
          </NoticeActions>
        </Notice>
      );
  }
}
