import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { keys } from "../../api/keys";
import type { Me, Passkey, Session } from "../../api/types";
import { agentName } from "../../models/agent";
import { PasskeyError } from "../../models/passkeys";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { KeyIcon, PlusIcon } from "../../ui/icons";
import { SkeletonLines } from "../../ui/Skeleton";
import { Time } from "../../ui/Time";
import { useToasts } from "../../ui/Toasts";
import { useNewPasskey, usePasskeysHere } from "../account/passkeys";
import { useCalls } from "../session/session";
import { Failed, FormProblem } from "../states/Failed";
import { useTell } from "../states/problems";
import styles from "./Own.module.css";

/** How one gets in: e-mail, passkeys, and where one is in already. */
export function SignInSettings({ me }: { me: Me }) {
  const { t } = useTranslation();
  const passkeys = usePasskeysHere();
  return (
    <Card title={t("own.signIn")}>
      <p className={styles.fact}>
        <span>{t("own.email")}</span>
        <span>
          {me.email} · {t(me.emailConfirmed ? "own.confirmed" : "own.unconfirmed")}
        </span>
      </p>
      {passkeys ? <Passkeys /> : null}
      <Sessions />
    </Card>
  );
}

function Passkeys() {
  const { t } = useTranslation();
  const calls = useCalls();
  const queries = useQueryClient();
  const toasts = useToasts();
  const tell = useTell();
  const passkeys = useQuery({ queryKey: keys.passkeys, queryFn: ({ signal }) => calls.me.passkeys(signal) });
  const add = useNewPasskey(() => undefined);
  const remove = useMutation({
    mutationFn: (passkey: Passkey) => calls.me.removePasskey(passkey.id),
    onSuccess: (_, passkey) => {
      toasts.show({ text: t("own.passkeyRemoved", { name: passkey.name }) });
      return queries.invalidateQueries({ queryKey: keys.me });
    },
    onError: tell,
  });
  const trouble = add.error instanceof PasskeyError ? add.error.trouble : null;
  return (
    <section className={styles.section}>
      <h3>{t("own.passkeys")}</h3>
      {passkeys.isPending ? <SkeletonLines lines={1} /> : null}
      {passkeys.error && !passkeys.data ? <Failed error={passkeys.error} /> : null}
      {passkeys.data?.items.length === 0 ? <p className={styles.soft}>{t("own.passkeysNone")}</p> : null}
      <ul>
        {passkeys.data?.items.map((passkey) => (
          <li key={passkey.id} className={styles.row}>
            <span className={styles.words}>
              <span>{passkey.name}</span>
              <small>
                {t(passkey.usedAt ? "own.passkeyUsed" : "own.passkeyMade")}{" "}
                <Time at={passkey.usedAt ?? passkey.createdAt} />
              </small>
            </span>
            <Button look="leaving" onClick={() => remove.mutate(passkey)}>
              {t("common.remove")}
              <span className="visually-hidden">{passkey.name}</span>
            </Button>
          </li>
        ))}
      </ul>
      {trouble === "already" || trouble === "failed" ? <p role="alert">{t(`passkey.${trouble}`)}</p> : null}
      {trouble === null ? <FormProblem error={add.error} /> : null}
      <div>
        <Button aria-busy={add.isPending} onClick={() => add.mutate()}>
          <PlusIcon />
          {t("own.addPasskey")}
        </Button>
      </div>
    </section>
  );
}

function Sessions() {
  const { t } = useTranslation();
  const calls = useCalls();
  const queries = useQueryClient();
  const toasts = useToasts();
  const tell = useTell();
  const sessions = useQuery({ queryKey: keys.sessions, queryFn: ({ signal }) => calls.me.sessions(signal) });
  const end = useMutation({
    mutationFn: (id: string | null) => (id === null ? calls.me.endOtherSessions() : calls.me.endSession(id)),
    onSuccess: (_, id) => {
      toasts.show({ text: t(id === null ? "own.othersEnded" : "own.sessionEnded") });
      return queries.invalidateQueries({ queryKey: keys.sessions });
    },
    onError: tell,
  });
  const items = sessions.data?.items ?? [];
  return (
    <section className={styles.section}>
      <h3>{t("own.sessions")}</h3>
      {sessions.isPending ? <SkeletonLines lines={2} /> : null}
      {sessions.error && !sessions.data ? <Failed error={sessions.error} /> : null}
      <ul>
        {items.map((session) => (
          <SessionRow key={session.id} session={session} onEnd={() => end.mutate(session.id)} />
        ))}
      </ul>
      {items.length > 1 ? (
        <div>
          <Button look="leaving" onClick={() => end.mutate(null)}>
            {t("own.endOthers")}
          </Button>
        </div>
      ) : null}
    </section>
  );
}

function SessionRow({ session, onEnd }: { session: Session; onEnd: () => void }) {
  const { t } = useTranslation();
  const name = agentName(session.agent) ?? t("own.unknownAgent");
  return (
    <li className={styles.row}>
      <span className={styles.words}>
        <span>{name}</span>
        <small>
          {session.current ? t("own.thisOne") : <Time at={session.usedAt} />} · {session.source}
        </small>
      </span>
      {session.current ? (
        <KeyIcon />
      ) : (
        <Button look="leaving" onClick={onEnd}>
          {t("own.signOut")}
          <span className="visually-hidden">{name}</span>
        </Button>
      )}
    </li>
  );
}
