import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { InvitationKey } from "../../api/calls";
import type { Me } from "../../api/types";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { Form, FormActions } from "../../ui/Field";
import { emptyDraft, isComplete, PersonFields, refusedFields } from "../account/PersonFields";
import { useCalls, useSignedInAs } from "../session/session";
import { usePreferences } from "../settings/preferences";
import { FormProblem } from "../states/Failed";

/** Comes in by an invitation to a mailbox, choosing handle and name in the same step. */
export function AcceptForm(props: { invitation: InvitationKey; onCame: (me: Me) => void }) {
  const { t } = useTranslation();
  const calls = useCalls();
  const signedInAs = useSignedInAs();
  const [{ language }] = usePreferences();
  const [draft, setDraft] = useState(emptyDraft);
  const [tried, setTried] = useState(false);
  const redeem = useMutation({
    mutationFn: () => {
      const { handle, displayName } = draft;
      return calls.invitations.redeem({ ...props.invitation, handle, displayName, language });
    },
    onSuccess: (me) => {
      props.onCame(me);
      signedInAs(me);
    },
  });
  const refused = refusedFields(redeem.error);
  const submit = () => {
    setTried(true);
    if (isComplete(draft, false) && !redeem.isPending) redeem.mutate();
  };
  return (
    <Card title={t("invite.newName")}>
      <Form onSubmit={submit}>
        <PersonFields
          draft={draft}
          onChange={(next) => {
            setDraft(next);
            redeem.reset();
          }}
          tried={tried}
          withEmail={false}
          {...(refused ? { refused } : {})}
        />
        {refused ? null : <FormProblem error={redeem.error} />}
        <FormActions>
          <Button type="submit" look="primary" aria-busy={redeem.isPending}>
            {t("invite.accept")}
          </Button>
        </FormActions>
      </Form>
    </Card>
  );
}
