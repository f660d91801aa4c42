import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { keys } from "../../api/keys";
import type { Me } from "../../api/types";
import { handleOf } from "../../models/handle";
import { Button, DownloadLink } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { Form, FormActions, TextField } from "../../ui/Field";
import { Modal } from "../../ui/Modal";
import { useToasts } from "../../ui/Toasts";
import { useCalls } from "../session/session";
import { FormProblem } from "../states/Failed";
import styles from "./Own.module.css";

/** Take everything along, or have it deleted. */
export function OwnData({ me }: { me: Me }) {
  const { t } = useTranslation();
  const [deleting, setDeleting] = useState(false);
  return (
    <Card title={t("own.data")} text={t("own.exportText")}>
      <div>
        <DownloadLink href="/api/me/export">{t("own.export")}</DownloadLink>
      </div>
      <section className={styles.section}>
        <p className={styles.soft}>{t("own.deleteText")}</p>
        <div>
          <Button look="leaving" onClick={() => setDeleting(true)}>
            {t("own.delete")}
          </Button>
        </div>
      </section>
      {deleting ? <DeleteDialog me={me} onClose={() => setDeleting(false)} /> : null}
    </Card>
  );
}

function DeleteDialog({ me, onClose }: { me: Me; onClose: () => void }) {
  const { t } = useTranslation();
  const calls = useCalls();
  const queries = useQueryClient();
  const toasts = useToasts();
  const navigate = useNavigate();
  const [typed, setTyped] = useState("");
  const remove = useMutation({
    mutationFn: () => calls.me.remove(me.handle),
    onSuccess: () => {
      void navigate("/");
      queries.clear();
      queries.setQueryData(keys.me, null);
      toasts.show({ text: t("own.deleted") });
    },
  });
  const same = handleOf(typed).toLowerCase() === me.handle.toLowerCase();
  return (
    <Modal onClose={onClose} title={t("own.deleteTitle")}>
      <Form onSubmit={() => same && !remove.isPending && remove.mutate()}>
        <p>{t("own.deleteConfirm", { handle: me.handle })}</p>
        <TextField
          data-first
          label={t("field.handle")}
          before="@"
          value={typed}
          onChange={setTyped}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
        />
        <FormProblem error={remove.error} />
        <FormActions>
          <Button type="submit" look="leaving" disabled={!same} aria-busy={remove.isPending}>
            {t("own.deleteButton")}
          </Button>
          <Button look="quiet" onClick={onClose}>
            {t("common.cancel")}
          </Button>
        </FormActions>
      </Form>
    </Modal>
  );
}
