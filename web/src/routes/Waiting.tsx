import { useTranslation } from "react-i18next";
import { Navigate } from "react-router";
import type { Me } from "../api/types";
import { ConfirmEmail } from "../features/account/ConfirmEmail";
import { Doors } from "../features/account/Doors";
import { Introduction } from "../features/account/Introduction";
import { useNotices } from "../features/notices/notices";
import { useSignedIn, useSignOut } from "../features/session/session";
import { Shell } from "../features/shell/Shell";
import { useTell } from "../features/states/problems";
import { invitationIn } from "../models/notices";
import { Button, ButtonLink } from "../ui/Button";
import { Card } from "../ui/Card";
import { Time } from "../ui/Time";
import styles from "./Waiting.module.css";

/** `/waiting`: the name that is kept, and everything that leads in. */
export default function Waiting() {
  const { t } = useTranslation();
  const me = useSignedIn();
  const signOut = useSignOut();
  const tell = useTell();
  if (me.state === "active") return <Navigate to="/" replace />;
  return (
    <Shell title={t("waiting.title")}>
      <div className={styles.place}>
        {me.state === "suspended" ? <Suspended me={me} /> : <Kept me={me} />}
        <div className={styles.foot}>
          <ButtonLink look="quiet" to="/settings">
            {t("waiting.settings")}
          </ButtonLink>
          <Button look="quiet" onClick={() => signOut().catch(tell)}>
            {t("waiting.signOut")}
          </Button>
        </div>
      </div>
    </Shell>
  );
}

function Kept({ me }: { me: Me }) {
  const { t } = useTranslation();
  return (
    <>
      <header className={styles.head}>
        <p>{t("waiting.title")}</p>
        <h1>@{me.handle}</h1>
        <p>
          {t("waiting.since")} <Time at={me.createdAt} look="date" />
          {me.emailConfirmed ? <> · {t("waiting.confirmed")}</> : null}
        </p>
      </header>
      <Invited />
      {me.emailConfirmed ? null : <ConfirmEmail me={me} />}
      <Introduction me={me} />
      <Doors />
    </>
  );
}

/** An invitation that came while one waits. */
function Invited() {
  const { t } = useTranslation();
  const notices = useNotices();
  const invitation = invitationIn(notices.data?.items ?? []);
  if (!invitation) return null;
  return (
    <Card title={t("waiting.invited", { name: invitation.name })} text={t("waiting.invitedText")}>
      <div>
        <ButtonLink look="primary" to={`/invite?id=${encodeURIComponent(invitation.id)}`}>
          {t("waiting.openInvitation")}
        </ButtonLink>
      </div>
    </Card>
  );
}

function Suspended({ me }: { me: Me }) {
  const { t } = useTranslation();
  const { reason = "", until } = me.suspension ?? {};
  return (
    <header className={styles.head}>
      <h1>{t("waiting.suspendedTitle")}</h1>
      <blockquote>{reason}</blockquote>
      {until ? (
        <p>
          {t("waiting.suspendedUntil")} <Time at={until} look="moment" />
        </p>
      ) : null}
    </header>
  );
}
