import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { keys } from "../../api/keys";
import type { Me } from "../../api/types";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { Form, FormActions, TextArea, TextField } from "../../ui/Field";
import { useToasts } from "../../ui/Toasts";
import { useCalls } from "../session/session";
import { usePreferences } from "../settings/preferences";
import { FormProblem } from "../states/Failed";

/** Name and a word about oneself. */
export function YouForm({ me }: { me: Me }) {
  const { t } = useTranslation();
  const calls = useCalls();
  const queries = useQueryClient();
  const toasts = useToasts();
  const [{ language }] = usePreferences();
  const [displayName, setDisplayName] = useState(me.displayName);
  const [about, setAbout] = useState(me.about ?? "");
  const save = useMutation({
    mutationFn: () => calls.me.change({ displayName: displayName.trim(), about: about.trim(), language }),
    onSuccess: (changed) => {
      queries.setQueryData(keys.me, changed);
      void queries.invalidateQueries({ queryKey: keys.profile(me.handle) });
      toasts.show({ text: t("common.saved") });
    },
  });
  const nameless = displayName.trim() === "";
  return (
    <Card title={t("own.you")}>
      <Form onSubmit={() => !nameless && !save.isPending && save.mutate()} label={t("own.you")}>
        <TextField
          label={t("own.name")}
          value={displayName}
          onChange={setDisplayName}
          error={nameless ? t("field.nameMissing") : undefined}
          autoComplete="name"
          maxLength={60}
        />
        <TextArea
          label={t("own.about")}
          hint={t("own.aboutHint")}
          value={about}
          onChange={setAbout}
          rows={2}
          maxLength={300}
        />
        <FormProblem error={save.error} />
        <FormActions>
          <Button type="submit" look="primary" aria-busy={save.isPending}>
            {t("common.save")}
          </Button>
        </FormActions>
      </Form>
    </Card>
  );
}
