import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { keys } from "../../api/keys";
import type { Invitation } from "../../api/types";
import { handleFault, handleOf, looksLikeEmail } from "../../models/handle";
import { lengthOf, reasonLeast, reasonMost } from "../../models/reason";
import type { Recording } from "../../models/recorder";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { Choice } from "../../ui/Choice";
import { Counter, Form, FormActions, TextArea, TextField } from "../../ui/Field";
import { MicIcon } from "../../ui/icons";
import { useToasts } from "../../ui/Toasts";
import { Recorder } from "../recorder/Recorder";
import { useCalls } from "../session/session";
import { FormProblem } from "../states/Failed";

const greetingSeconds = 20;
type By = "handle" | "email";

/** For whom, why, and a greeting if one likes. */
export function MakeInvitation({ onMade }: { onMade: (invitation: Invitation) => void }) {
  const { t } = useTranslation();
  const calls = useCalls();
  const queries = useQueryClient();
  const toasts = useToasts();
  const [by, setBy] = useState<By>("handle");
  const [to, setTo] = useState("");
  const [reason, setReason] = useState("");
  const [greeting, setGreeting] = useState<Recording | null>(null);
  const [tried, setTried] = useState(false);
  const short = reasonLeast - lengthOf(reason);
  const toWrong = by === "handle" ? handleFault(to) !== null : !looksLikeEmail(to);
  const make = useMutation({
    mutationFn: async () => {
      const invitation = await calls.invitations.make({ [by]: to.trim(), reason: reason.trim() });
      if (!greeting) return invitation;
      try {
        await calls.invitations.greet(invitation.id, greeting.file);
      } catch {
        // The invitation itself stands; losing it for the sake of its greeting would be worse.
        toasts.show({ text: t("invitations.greetingFailed"), look: "wrong", seconds: 10 });
      }
      return invitation;
    },
    onSuccess: (invitation) => {
      void queries.invalidateQueries({ queryKey: keys.invitations });
      void queries.invalidateQueries({ queryKey: keys.me, exact: true });
      onMade(invitation);
    },
  });
  const submit = () => {
    setTried(true);
    if (short <= 0 && !toWrong && !make.isPending) make.mutate();
  };
  const change = (next: string) => {
    setTo(next);
    make.reset();
  };
  return (
    <Card title={t("invitations.make")}>
      <Form onSubmit={submit} label={t("invitations.make")}>
        <Choice
          legend={t("invitations.by")}
          options={[
            { id: "handle", label: t("invitations.byHandle") },
            { id: "email", label: t("invitations.byEmail") },
          ]}
          value={by}
          onChange={(next) => {
            setBy(next);
            change("");
            setTried(false);
          }}
        />
        {by === "handle" ? (
          <TextField
            key="handle"
            label={t("invitations.handle")}
            before="@"
            hint={t("invitations.handleHint")}
            error={tried && toWrong ? t("field.handleLetters") : undefined}
            value={to}
            onChange={(text) => change(handleOf(text))}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
          />
        ) : (
          <TextField
            key="email"
            label={t("invitations.email")}
            type="email"
            inputMode="email"
            hint={t("invitations.emailHint")}
            error={tried && toWrong ? t("field.emailWrong") : undefined}
            value={to}
            onChange={change}
            autoComplete="off"
            spellCheck={false}
          />
        )}
        <TextArea
          label={t("invitations.reason")}
          placeholder={t("invitations.reasonPlaceholder")}
          hint={
            reason !== "" && short > 0
              ? t("invitations.reasonShort", { count: short })
              : t("invitations.reasonHint")
          }
          error={tried && short > 0 ? t("invitations.reasonShort", { count: short }) : undefined}
          value={reason}
          onChange={setReason}
          maxLength={reasonMost}
          aside={<Counter count={lengthOf(reason)} most={reasonMost} />}
        />
        <Greeting onChange={setGreeting} />
        <FormProblem error={make.error} />
        <FormActions>
          <Button type="submit" look="primary" aria-busy={make.isPending}>
            {t("invitations.button")}
          </Button>
        </FormActions>
      </Form>
    </Card>
  );
}

/** Folded until wanted: most invitations go without. */
function Greeting({ onChange }: { onChange: (recording: Recording | null) => void }) {
  const { t } = useTranslation();
  const [wanted, setWanted] = useState(false);
  if (wanted) {
    return (
      <Recorder maxSeconds={greetingSeconds} prompt={t("invitations.greetingPrompt")} onChange={onChange} />
    );
  }
  return (
    <div>
      <Button look="quiet" onClick={() => setWanted(true)}>
        <MicIcon />
        {t("invitations.addGreeting")}
      </Button>
    </div>
  );
}
