import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { keys } from "../../api/keys";
import type { Invitation, Invitations } from "../../api/types";
import { Button } from "../../ui/Button";
import { Empty } from "../../ui/Empty";
import { Time } from "../../ui/Time";
import { useToasts } from "../../ui/Toasts";
import { Person } from "../person/Person";
import { useCalls } from "../session/session";
import { useTell } from "../states/problems";
import { HandOver, toText } from "./HandOver";
import styles from "./InvitationList.module.css";

/** One's invitations, the newest first; open ones can be shown again and taken back. */
export function InvitationList({ items }: { items: readonly Invitation[] }) {
  const { t } = useTranslation();
  const revoke = useRevoke();
  return (
    <section className={styles.place}>
      <h2>{t("invitations.list")}</h2>
      {items.length === 0 ? <Empty title={t("invitations.none")}>{t("invitations.noneText")}</Empty> : null}
      <ul className={styles.list}>
        {items.map((invitation) => (
          <Line key={invitation.id} invitation={invitation} onRevoke={() => revoke(invitation)} />
        ))}
      </ul>
    </section>
  );
}

function Line({ invitation, onRevoke }: { invitation: Invitation; onRevoke: () => void }) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(false);
  const { state, reason, redeemedBy, expiresAt, createdAt } = invitation;
  const open = state === "open";
  return (
    <li className={styles.line}>
      <div className={styles.head}>
        {redeemedBy ? (
          <Person person={redeemedBy} />
        ) : (
          <strong className={styles.to}>{toText(invitation)}</strong>
        )}
        <span className={styles.state} data-state={state}>
          {t(`invitations.state.${state}`)}
        </span>
      </div>
      <p className={styles.reason}>{reason}</p>
      <div className={styles.foot}>
        <small>
          {open ? t("invitations.until") : null} <Time at={open ? expiresAt : createdAt} look="date" />
        </small>
        {open ? (
          <span className={styles.actions}>
            {invitation.url ? (
              <Button look="quiet" aria-expanded={shown} onClick={() => setShown(!shown)}>
                {t("invitations.show")}
              </Button>
            ) : null}
            <Button look="leaving" onClick={onRevoke}>
              {t("invitations.revoke")}
            </Button>
          </span>
        ) : null}
      </div>
      {open && shown ? <HandOver invitation={invitation} /> : null}
    </li>
  );
}

/** Shows an invitation as taken back at once; the server is told when nobody undid it. */
function useRevoke(): (invitation: Invitation) => void {
  const { t } = useTranslation();
  const calls = useCalls();
  const queries = useQueryClient();
  const toasts = useToasts();
  const tell = useTell();
  const show = ({ id }: Invitation, state: Invitation["state"]) =>
    queries.setQueryData<Invitations>(keys.invitations, (before) =>
      before
        ? { ...before, items: before.items.map((one) => (one.id === id ? { ...one, state } : one)) }
        : before,
    );
  return (invitation) => {
    show(invitation, "revoked");
    toasts.undoable({
      text: t("invitations.revoked"),
      undo: () => show(invitation, "open"),
      commit: () => {
        const renew = () => queries.invalidateQueries({ queryKey: keys.invitations });
        calls.invitations
          .revoke(invitation.id)
          .catch(tell)
          .then(renew, renew)
          .then(() => queries.invalidateQueries({ queryKey: keys.me, exact: true }));
      },
    });
  };
}
