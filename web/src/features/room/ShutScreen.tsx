import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Shut } from "../../models/roomScene";
import { Button } from "../../ui/Button";
import { EndedRoom } from "../ended/EndedRoom";
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
      return view.head ? (
        <EndedRoom room={view.head} you={view.you} signedIn={signedIn} />
      ) : (
        <Over title={title} signedIn={signedIn} />
      );
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

/** An end of which nothing more is known than that it came. */
function Over({ title, signedIn }: { title: string; signedIn: boolean }) {
  const { t } = useTranslation();
  return (
    <Notice title={t("shut.roomEnded.title")} above={title}>
      <NoticeActions>
        <Away signedIn={signedIn} />
      </NoticeActions>
    </Notice>
  );
}
