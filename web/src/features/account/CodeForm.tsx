import { useMutation } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { isProblem } from "../../api/problem";
import type { Me } from "../../api/types";
import { Button } from "../../ui/Button";
import { Form, FormActions, TextField } from "../../ui/Field";
import { useCalls } from "../session/session";
import { FormProblem } from "../states/Failed";
import styles from "./CodeForm.module.css";

export interface CodeFormProps {
  email: string;
  requestId: string;
  button: string;
  onDone: (me: Me) => void;
  onRenewed: (requestId: string) => void;
}

const digits = 8;
const resendAfterSeconds = 60;

/** Takes the eight digits; sent by itself as soon as all are there. */
export function CodeForm({ email, requestId, button, onDone, onRenewed }: CodeFormProps) {
  const { t } = useTranslation();
  const calls = useCalls();
  const [code, setCode] = useState("");
  const check = useMutation({
    mutationFn: (typed: string) => calls.identity.signInWithCode(requestId, typed),
    onSuccess: onDone,
    onError: () => setCode(""),
  });
  const renew = useMutation({
    mutationFn: () => calls.identity.sendCode(email),
    onSuccess: (answer) => {
      check.reset();
      onRenewed(answer.requestId);
    },
  });
  const { error } = check;
  const wrong = isProblem(error, "code-wrong");
  const tries = isProblem(error, "code-wrong") ? Number(error.more.triesLeft ?? 0) : 0;
  const change = (text: string) => {
    const typed = text.replace(/[^0-9]/g, "").slice(0, digits);
    setCode(typed);
    if (typed.length === digits && !check.isPending) check.mutate(typed);
  };
  return (
    <Form onSubmit={() => code.length === digits && check.mutate(code)}>
      <div className={styles.code}>
        <TextField
          label={t("signIn.code")}
          hint={t("signIn.codeHint")}
          error={wrong && code === "" ? t("signIn.codeWrong", { count: tries }) : undefined}
          value={code}
          onChange={change}
          inputMode="numeric"
          autoComplete="one-time-code"
          readOnly={check.isPending}
          autoFocus
        />
      </div>
      {wrong ? null : <FormProblem error={error} />}
      <FormProblem error={renew.error} />
      <FormActions>
        <Button type="submit" look="primary" aria-busy={check.isPending} disabled={code.length < digits}>
          {button}
        </Button>
        <Resend key={requestId} busy={renew.isPending} onSend={() => renew.mutate()} />
      </FormActions>
    </Form>
  );
}

function Resend({ busy, onSend }: { busy: boolean; onSend: () => void }) {
  const { t } = useTranslation();
  const [left, setLeft] = useState(resendAfterSeconds);
  useEffect(() => {
    const timer = setInterval(() => setLeft((seconds) => Math.max(0, seconds - 1)), 1_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <Button look="quiet" disabled={left > 0} aria-busy={busy} onClick={onSend}>
      {left > 0 ? t("signIn.resendIn", { seconds: left }) : t("signIn.resend")}
    </Button>
  );
}
