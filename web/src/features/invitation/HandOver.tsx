import { useTranslation } from "react-i18next";
import type { Invitation } from "../../api/types";
import { Copy, Qr } from "../../ui/Copy";
import { Time } from "../../ui/Time";
import styles from "./HandOver.module.css";

/** Whom an invitation is for, as a person would say it. */
export function toText(invitation: Invitation): string {
  const { handle, email } = invitation.to;
  return handle ? `@${handle}` : (email ?? "");
}

/** The link and its picture, to be handed over in person or in any other app. */
export function HandOver({ invitation }: { invitation: Invitation }) {
  const { t } = useTranslation();
  if (!invitation.url) return null;
  return (
    <div className={styles.over}>
      {invitation.qr ? <Qr image={invitation.qr} label={t("invitations.qr")} /> : null}
      <div className={styles.words}>
        <p>
          {t("invitations.made", { to: toText(invitation) })} <Time at={invitation.expiresAt} look="date" />
        </p>
        <Copy text={invitation.url} label={t("invitations.link")} />
      </div>
    </div>
  );
}
