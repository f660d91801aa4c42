import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ReportKind } from "../../api/types";
import { Button } from "../../ui/Button";
import { Choice } from "../../ui/Choice";
import { Form, FormActions, TextArea } from "../../ui/Field";
import { Modal } from "../../ui/Modal";
import { useToasts } from "../../ui/Toasts";
import { useCalls } from "../session/session";
import { FormProblem } from "../states/Failed";

const kinds: readonly ReportKind[] = ["harassment", "spam", "illegal", "other"];

export interface ReportDialogProps {
  about: { accountId?: string; roomId?: string };
  /** Whom or what it is about, for the title. */
  name: string;
  onClose: () => void;
}

/** A report in two taps: what it is about, and send; words are welcome but not asked for. */
export function ReportDialog({ about, name, onClose }: ReportDialogProps) {
  const { t } = useTranslation();
  const calls = useCalls();
  const toasts = useToasts();
  const [note, setNote] = useState("");
  const [kind, setKind] = useState<ReportKind>("harassment");
  const send = useMutation({
    mutationFn: () => calls.people.report({ about, kind, note }),
    onSuccess: () => {
      toasts.show({ text: t("report.sent") });
      onClose();
    },
  });
  return (
    <Modal onClose={onClose} title={t("report.title", { name })}>
      <Form onSubmit={() => !send.isPending && send.mutate()}>
        <Choice
          legend={t("report.which")}
          options={kinds.map((id) => ({ id, label: t(`report.kind.${id}`) }))}
          value={kind}
          onChange={setKind}
          look="grid"
        />
        <TextArea label={t("report.note")} value={note} onChange={setNote} rows={2} maxLength={2000} />
        <FormProblem error={send.error} />
        <FormActions>
          <Button type="submit" look="primary" aria-busy={send.isPending}>
            {t("report.send")}
          </Button>
          <Button look="quiet" onClick={onClose}>
            {t("common.cancel")}
          </Button>
        </FormActions>
      </Form>
    </Modal>
  );
}
