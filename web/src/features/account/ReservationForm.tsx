import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { Button } from "../../ui/Button";
import { Form, FormActions } from "../../ui/Field";
import { useCalls, useSignedInAs } from "../session/session";
import { usePreferences } from "../settings/preferences";
import { FormProblem } from "../states/Failed";
import { emptyDraft, isComplete, PersonFields, refusedFields } from "./PersonFields";

/** Reserves a handle; afterwards the person is signed in and waits. */
export function ReservationForm() {
  const { t } = useTranslation();
  const calls = useCalls();
  const signedInAs = useSignedInAs();
  const navigate = useNavigate();
  const [{ language }] = usePreferences();
  const [draft, setDraft] = useState(emptyDraft);
  const [tried, setTried] = useState(false);
  const reserve = useMutation({
    mutationFn: () => calls.identity.reserve({ ...draft, email: draft.email.trim(), language }),
    onSuccess: (me) => {
      signedInAs(me);
      void navigate("/waiting");
    },
  });
  const refused = refusedFields(reserve.error);
  const submit = () => {
    setTried(true);
    if (isComplete(draft) && !reserve.isPending) reserve.mutate();
  };
  return (
    <Form onSubmit={submit} label={t("landing.keep")}>
      <PersonFields
        draft={draft}
        onChange={(next) => {
          setDraft(next);
          reserve.reset();
        }}
        tried={tried}
        {...(refused ? { refused } : {})}
      />
      {refused ? null : <FormProblem error={reserve.error} />}
      <FormActions>
        <Button type="submit" look="primary" aria-busy={reserve.isPending}>
          {t("landing.button")}
        </Button>
      </FormActions>
    </Form>
  );
}
