import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Shut } from "../../models/roomScene";
import { Button } from "../../ui/Button";
import hall from "../hallway/Hallway.module.css";
import { RoomTile } from "../hallway/RoomTile";
import { useHallway } from "../hallway/useHallway";
import { useLength, useNow } from "../hallway/words";
import { Notice, NoticeActions, PassOn, RequestId } from "../link/Notice";
import styles from "./Visit.module.css";
import type { VisitProps } from "./VisitScreen";

/** A room that does not open, or no longer: what happened, what is kept, what to do. */
export function ShutScreen({
  view,
  why,
  requestId,
  actions,
}: VisitProps & { why: Shut; requestId: string | null }) {
  const { t } = useTranslation();
  const title = view.head?.title ?? "";
  const { signedIn } = view;
  const again = (words: string) => (
    <Button look="primary" onClick={actions.retry}>
      {words}
    </Button>
  );
  const away = <Away signedIn={signedIn} />;
  switch (why) {
    case "roomEnded":
      return <Ended view={view} />;
    case "elsewhere":
      return (
        <Notice title={t("shut.elsewhere.title")} above={title}>
          <p>{t("shut.elsewhere.text")}</p>
          <NoticeActions>
            {again(t("shut.elsewhere.again"))}
            {away}
          </NoticeActions>
        </Notice>
      );
    case "left":
      return (
        <Notice title={t("shut.left.title")} above={title}>
          <p>{t("shut.left.text")}</p>
          <NoticeActions>
            {again(t("shut.left.again"))}
            {away}
          </NoticeActions>
        </Notice>
      );
    case "full":
      return (
        <Notice title={t("shut.full.title")} above={title}>
          <p>{t("shut.full.text")}</p>
          <NoticeActions>
            {again(t("shut.retry"))}
            {away}
          </NoticeActions>
        </Notice>
      );
    case "removed":
    case "notFound":
      return (
        <Notice title={t(`shut.${why}.title`)}>
          <p>{why === "notFound" && signedIn ? t("shut.notFound.textIn") : t(`shut.${why}.text`)}</p>
          <NoticeActions>
            {why === "notFound" && !signedIn ? <SignIn /> : null}
            {away}
          </NoticeActions>
        </Notice>
      );
    case "suspended":
      return (
        <Notice title={t("shut.suspended.title")}>
          <p>{t("shut.suspended.text")}</p>
          <NoticeActions>
            <Link className={styles.way} to="/waiting">
              {t("shut.start")}
            </Link>
          </NoticeActions>
        </Notice>
      );
    case "blocked":
      return (
        <Notice title={t("blocked.title")} above={title}>
          <p>{t("blocked.text")}</p>
          <p>{t("blocked.self")}</p>
          <NoticeActions>{again(t("blocked.retry"))}</NoticeActions>
          <p>{t("blocked.admin")}</p>
          <PassOn text={t("blocked.ask", { host: location.hostname })} />
        </Notice>
      );
    case "lost":
      return (
        <Notice title={t("ended.lost.title")} above={title}>
          <p>{t("ended.lost.text")}</p>
          <NoticeActions>
            {again(t("ended.lost.again"))}
            {away}
          </NoticeActions>
        </Notice>
      );
    default:
      return (
        <Notice title={t(`refused.${why}.title`)} above={title}>
          <p>{t(`refused.${why}.text`)}</p>
          <NoticeActions>
            {why === "noWebRtc" || why === "offline" ? null : again(t("refused.retry"))}
          </NoticeActions>
          <RequestId id={requestId} />
        </Notice>
      );
  }
}

/** Out of here: to the hallway, or to the start for whoever has none. */
function Away({ signedIn }: { signedIn: boolean }) {
  const { t } = useTranslation();
  return (
    <Link className={styles.way} to="/">
      {signedIn ? t("shut.hallway") : t("shut.start")}
    </Link>
  );
}

function SignIn() {
  const { t } = useTranslation();
  return (
    <Link
      className={styles.way}
      data-look="primary"
      to={`/sign-in?then=${encodeURIComponent(location.pathname)}`}
    >
      {t("visit.signIn")}
    </Link>
  );
}

const othersAtMost = 3;

/** What it was, and where people talk now. */
function Ended({ view }: { view: VisitProps["view"] }) {
  const { t } = useTranslation();
  const length = useLength();
  const now = useNow();
  const lists = useHallway();
  const { head, signedIn } = view;
  const others = lists.data?.live.filter((card) => card.id !== head?.id).slice(0, othersAtMost) ?? [];
  const lasted = head?.endedAt && head.liveAt ? Date.parse(head.endedAt) - Date.parse(head.liveAt) : null;
  return (
    <Notice title={t("shut.roomEnded.title")} above={head?.title ?? ""}>
      {head ? (
        <p>
          {lasted === null
            ? t("shut.roomEnded.text", { host: head.host.displayName })
            : t("shut.roomEnded.lasted", { host: head.host.displayName, length: length(lasted) })}
        </p>
      ) : null}
      <NoticeActions>
        <Away signedIn={signedIn} />
      </NoticeActions>
      {lists.data ? (
        <section className={styles.others} aria-labelledby="others">
          <h2 id="others">{others.length > 0 ? t("shut.roomEnded.others") : t("shut.roomEnded.none")}</h2>
          <ul className={hall.tiles} data-few="true">
            {others.map((card) => (
              <RoomTile key={card.id} card={card} me={null} now={now} />
            ))}
          </ul>
        </section>
      ) : null}
    </Notice>
  );
}
