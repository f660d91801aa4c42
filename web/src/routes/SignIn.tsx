import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, Navigate, useLocation, useNavigate } from "react-router";
import type { Me } from "../api/types";
import { CodeForm } from "../features/account/CodeForm";
import { useAskPasskey, usePasskeysHere } from "../features/account/passkeys";
import { useCalls, useCommunity, useMe, useSignedInAs } from "../features/session/session";
import { Shell } from "../features/shell/Shell";
import { FormProblem } from "../features/states/Failed";
import { looksLikeEmail } from "../models/handle";
import { PasskeyError, passkeysInFields } from "../models/passkeys";
import { Button } from "../ui/Button";
import { Form, FormActions, TextField } from "../ui/Field";
import { KeyIcon } from "../ui/icons";
import { pathAfter } from "./guards";
import styles from "./SignIn.module.css";

interface Sent {
  readonly email: string;
  readonly requestId: string;
}

/** `/sign-in`: by passkey or e-mailed code; `/sign-in#<token>`: by a link that an operator made. */
export default function SignIn() {
  const { t } = useTranslation();
  const standing = useMe();
  const { hash, search, state } = useLocation();
  const navigate = useNavigate();
  const signedInAs = useSignedInAs();
  const [sent, setSent] = useState<Sent | null>(null);
  // Where to go on may need a fragment, which is kept out of this page's own address.
  const then = pathAfter(search) + hashIn(state);
  const done = (me: Me) => {
    signedInAs(me);
    void navigate(then, { replace: true });
  };
  if (standing.kind === "signedIn" && hash === "") return <Navigate to={then} replace />;
  return (
    <Shell title={t("signIn.title")}>
      <div className={styles.place}>
        {hash !== "" ? (
          <ByLink token={hash.slice(1)} onDone={done} />
        ) : sent ? (
          <ByCode sent={sent} onSent={setSent} onDone={done} />
        ) : (
          <Ask onSent={setSent} onDone={done} />
        )}
      </div>
    </Shell>
  );
}

function Ask({ onSent, onDone }: { onSent: (sent: Sent) => void; onDone: (me: Me) => void }) {
  const { t } = useTranslation();
  const calls = useCalls();
  const mail = useCommunity()?.mail ?? true;
  const [email, setEmail] = useState("");
  const [tried, setTried] = useState(false);
  const passkey = useMutation({ mutationFn: useAskPasskey(), onSuccess: onDone });
  const here = usePasskeysHere();
  useFieldPasskey(onDone);
  const send = useMutation({
    mutationFn: () => calls.identity.sendCode(email.trim()),
    onSuccess: ({ requestId }) => onSent({ email: email.trim(), requestId }),
  });
  const submit = () => {
    setTried(true);
    if (looksLikeEmail(email) && !send.isPending) send.mutate();
  };
  const cancelled = passkey.error instanceof PasskeyError && passkey.error.trouble === "cancelled";
  return (
    <>
      <h1>{t("signIn.title")}</h1>
      {here ? (
        <>
          <Button look="primary" aria-busy={passkey.isPending} onClick={() => passkey.mutate(undefined)}>
            <KeyIcon />
            {t("signIn.passkey")}
          </Button>
          {passkey.error && !cancelled ? (
            <p className={styles.wrong} role="alert">
              {t("signIn.passkeyFailed")}
            </p>
          ) : null}
          <p className={styles.or}>{t("signIn.or")}</p>
        </>
      ) : null}
      <Form onSubmit={submit}>
        <TextField
          label={t("signIn.email")}
          type="email"
          inputMode="email"
          autoComplete="username webauthn"
          spellCheck={false}
          value={email}
          onChange={setEmail}
          hint={mail ? undefined : t("signIn.noMail")}
          error={tried && !looksLikeEmail(email) ? t("field.emailWrong") : undefined}
        />
        <FormProblem error={send.error} />
        <FormActions>
          <Button type="submit" className={styles.wide ?? ""} aria-busy={send.isPending}>
            {t(mail ? "signIn.send" : "signIn.make")}
          </Button>
        </FormActions>
      </Form>
      <p className={styles.new}>
        {t("signIn.new")} <Link to="/">{t("signIn.reserve")}</Link>
      </p>
    </>
  );
}

function ByCode(props: { sent: Sent; onSent: (sent: Sent | null) => void; onDone: (me: Me) => void }) {
  const { t } = useTranslation();
  const { sent, onSent, onDone } = props;
  const mail = useCommunity()?.mail ?? true;
  return (
    <>
      <h1>{t(mail ? "signIn.sentTitle" : "signIn.noMailTitle")}</h1>
      <p className={styles.soft}>{mail ? t("signIn.sent", { email: sent.email }) : t("signIn.noMail")}</p>
      <CodeForm
        email={sent.email}
        requestId={sent.requestId}
        button={t("signIn.check")}
        onDone={onDone}
        onRenewed={(requestId) => onSent({ ...sent, requestId })}
      />
      <Button look="quiet" onClick={() => onSent(null)}>
        {t("signIn.other")}
      </Button>
    </>
  );
}

/** A single-use link works only on a tap: what merely opens addresses must not use it up. */
function ByLink({ token, onDone }: { token: string; onDone: (me: Me) => void }) {
  const { t } = useTranslation();
  const calls = useCalls();
  const enter = useMutation({ mutationFn: () => calls.identity.signInWithLink(token), onSuccess: onDone });
  return (
    <>
      <h1>{t("signIn.linkTitle")}</h1>
      <p className={styles.soft}>{t("signIn.linkText")}</p>
      <FormProblem error={enter.error} />
      <Button look="primary" aria-busy={enter.isPending} onClick={() => enter.mutate()}>
        {t("signIn.linkButton")}
      </Button>
    </>
  );
}

/** Offers passkeys inside the e-mail field for as long as the form is shown. */
function useFieldPasskey(onDone: (me: Me) => void): void {
  const ask = useAskPasskey();
  const latest = useRef({ ask, onDone });
  latest.current = { ask, onDone };
  useEffect(() => {
    const stop = new AbortController();
    const offer = async () => {
      if (!(await passkeysInFields()) || stop.signal.aborted) return;
      const me = await latest.current.ask(stop.signal);
      if (!stop.signal.aborted) latest.current.onDone(me);
    };
    // Whatever goes wrong here, the button and the code still work.
    offer().catch(() => undefined);
    return () => stop.abort();
  }, []);
}

function hashIn(state: unknown): string {
  const hash = state !== null && typeof state === "object" ? (state as Record<string, unknown>).hash : null;
  return typeof hash === "string" && hash.startsWith("#") ? hash : "";
}
