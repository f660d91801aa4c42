import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { keys } from "../../api/keys";
import type { AdminPerson, SignInLink } from "../../api/types";
import { Button } from "../../ui/Button";
import { Choice } from "../../ui/Choice";
import { Copy } from "../../ui/Copy";
import { TextField } from "../../ui/Field";
import { Modal } from "../../ui/Modal";
import { Time } from "../../ui/Time";
import { useToasts } from "../../ui/Toasts";
import { useCalls, useSignedIn } from "../session/session";
import { FormProblem } from "../states/Failed";
import styles from "./Console.module.css";

type Span = "day" | "week" | "open";
const hours: Readonly<Record<Span, number | null>> = { day: 24, week: 168, open: null };

/** What an operator may do for, or about, one person. Each needs a reason and is logged. */
export function ManagePerson({ person, onClose }: { person: AdminPerson; onClose: () => void }) {
  const { t } = useTranslation();
  const me = useSignedIn();
  const calls = useCalls();
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const [span, setSpan] = useState<Span>("day");
  const act = useAct(person, onClose);
  const name = person.displayName;
  const missing = reason.trim() === "";
  const link = useMutation({ mutationFn: () => calls.admin.signInLink(person.id, reason.trim()) });
  const withReason = (deed: () => void) => () => {
    setTried(true);
    if (!missing) deed();
  };
  const suspend = () => {
    const limit = hours[span];
    act.mutate({
      said: t("console.suspended", { name }),
      deed: () =>
        calls.admin.suspend(person.id, { reason: reason.trim(), ...(limit ? { hours: limit } : {}) }),
    });
  };
  return (
    <Modal onClose={onClose} title={name} look="sheet">
      <p className={styles.soft}>
        {t(`console.state.${person.state}`)} · <Time at={person.createdAt} look="date" /> · {person.email}
      </p>
      {person.suspension ? <blockquote className={styles.note}>{person.suspension.reason}</blockquote> : null}
      <TextField
        label={t("console.reason")}
        hint={t("console.reasonHint")}
        error={tried && missing ? t("console.reasonMissing") : undefined}
        value={reason}
        onChange={setReason}
        maxLength={500}
      />
      <section className={styles.section}>
        <p className={styles.soft}>{t("console.linkText")}</p>
        {link.data ? <Made link={link.data} name={name} /> : null}
        <FormProblem error={link.error} />
        <div>
          <Button aria-busy={link.isPending} onClick={withReason(() => link.mutate())}>
            {t("console.link")}
          </Button>
        </div>
      </section>
      {person.id === me.id ? null : (
        <section className={styles.section}>
          {person.state === "suspended" ? null : (
            <Choice
              legend={t("console.hours")}
              options={(Object.keys(hours) as Span[]).map((id) => ({ id, label: t(`console.${id}`) }))}
              value={span}
              onChange={setSpan}
            />
          )}
          <FormProblem error={act.error} />
          <div className={styles.actions}>
            {person.state === "suspended" ? (
              <Button
                onClick={() =>
                  act.mutate({ said: t("console.lifted"), deed: () => calls.admin.liftSuspension(person.id) })
                }
              >
                {t("console.lift")}
              </Button>
            ) : (
              <Button look="leaving" onClick={withReason(suspend)}>
                {t("console.suspend")}
              </Button>
            )}
            {person.state === "active" ? (
              <Button
                look="quiet"
                onClick={() =>
                  act.mutate({
                    said: t(person.operator ? "console.operatorNoMore" : "console.operatorNow", { name }),
                    deed: () => calls.admin.makeOperator(person.id, !person.operator),
                  })
                }
              >
                {t(person.operator ? "console.endOperator" : "console.makeOperator")}
              </Button>
            ) : null}
          </div>
        </section>
      )}
    </Modal>
  );
}

function Made({ link, name }: { link: SignInLink; name: string }) {
  const { t } = useTranslation();
  return (
    <>
      <p>
        {t("console.linkMade", { name })} <Time at={link.expiresAt} look="clock" />
      </p>
      <Copy text={link.url} label={t("console.linkLabel")} />
    </>
  );
}

function useAct(person: AdminPerson, onClose: () => void) {
  const queries = useQueryClient();
  const toasts = useToasts();
  return useMutation({
    mutationFn: ({ deed }: { said: string; deed: () => Promise<void> }) => deed(),
    onSuccess: (_, { said }) => {
      void queries.invalidateQueries({ queryKey: keys.admin });
      void queries.invalidateQueries({ queryKey: keys.profile(person.handle) });
      toasts.show({ text: said });
      onClose();
    },
  });
}
