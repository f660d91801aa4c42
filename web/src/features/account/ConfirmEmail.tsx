import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Me } from "../../api/types";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { useToasts } from "../../ui/Toasts";
import { useCalls, useCommunity, useSignedInAs } from "../session/session";
import { FormProblem } from "../states/Failed";
import { CodeForm } from "./CodeForm";

/** Confirms the e-mail of a reservation with a code. */
export function ConfirmEmail({ me }: { me: Me }) {
  const { t } = useTranslation();
  const calls = useCalls();
  const signedInAs = useSignedInAs();
  const toasts = useToasts();
  const mail = useCommunity()?.mail ?? true;
  const [requestId, setRequestId] = useState<string | null>(me.codeRequestId ?? null);
  const send = useMutation({
    mutationFn: () => calls.identity.sendCode(me.email),
    onSuccess: (answer) => setRequestId(answer.requestId),
  });
  const done = (confirmed: Me) => {
    signedInAs(confirmed);
    toasts.show({ text: t("waiting.confirmedNow") });
  };
  return (
    <Card
      title={t("waiting.unconfirmedTitle")}
      text={t(mail ? (requestId === null ? "waiting.unconfirmed" : "waiting.codeSent") : "waiting.noMail", {
        email: me.email,
      })}
    >
      {requestId === null ? (
        <>
          <FormProblem error={send.error} />
          <div>
            <Button look="primary" aria-busy={send.isPending} onClick={() => send.mutate()}>
              {t(mail ? "waiting.sendCode" : "waiting.makeCode")}
            </Button>
          </div>
        </>
      ) : (
        <CodeForm
          email={me.email}
          requestId={requestId}
          button={t("waiting.confirm")}
          onDone={done}
          onRenewed={setRequestId}
        />
      )}
    </Card>
  );
}
