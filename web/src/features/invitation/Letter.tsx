import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { InvitationView } from "../../api/types";
import { Time } from "../../ui/Time";
import { Portrait } from "../person/Portrait";
import { Player } from "../recorder/Player";
import styles from "./Letter.module.css";

/** Who invites you and why, in large; then the greeting, and what one can do. */
export function Letter({ view, children }: { view: InvitationView; children: ReactNode }) {
  const { t } = useTranslation();
  const { inviter, reason, greetingUrl, bound, expiresAt } = view;
  const name = inviter.displayName;
  return (
    <article className={styles.letter}>
      <header className={styles.from}>
        <Portrait person={inviter} size="large" />
        <h1>{t("invite.from", { name })}</h1>
      </header>
      <blockquote className={styles.reason}>{reason}</blockquote>
      {greetingUrl ? <Player src={greetingUrl} label={t("invite.greeting", { name })} look="hero" /> : null}
      {children}
      <p className={styles.small}>
        {t(bound.kind === "handle" ? "invite.boundHandle" : "invite.boundEmail", {
          hint: bound.hint.replace(/^@/, ""),
        })}
        {" · "}
        {t("invite.until")} <Time at={expiresAt} look="date" />
      </p>
    </article>
  );
}
