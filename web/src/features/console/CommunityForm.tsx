import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { keys } from "../../api/keys";
import type { Community } from "../../api/types";
import { Button } from "../../ui/Button";
import { Form, FormActions } from "../../ui/Field";
import { SkeletonRows } from "../../ui/Skeleton";
import { useToasts } from "../../ui/Toasts";
import { CommunityFields } from "../account/CommunityFields";
import { CommunityPicture } from "../account/CommunityPicture";
import { useCalls, useCommunity } from "../session/session";
import { FormProblem } from "../states/Failed";
import styles from "./Console.module.css";

/** Name, picture and rules of the community. */
export function CommunityForm() {
  const community = useCommunity();
  return community ? <Loaded community={community} /> : <SkeletonRows />;
}

function Loaded({ community }: { community: Community }) {
  const { t } = useTranslation();
  const calls = useCalls();
  const queries = useQueryClient();
  const toasts = useToasts();
  const { name, description, rules } = community;
  const [draft, setDraft] = useState({ name, description, rules });
  const [tried, setTried] = useState(false);
  const save = useMutation({
    mutationFn: () => calls.admin.changeCommunity(draft),
    onSuccess: () => {
      toasts.show({ text: t("console.savedCommunity") });
      return queries.invalidateQueries({ queryKey: keys.community });
    },
  });
  const submit = () => {
    setTried(true);
    if (draft.name.trim() !== "" && !save.isPending) save.mutate();
  };
  return (
    <div className={styles.part}>
      <CommunityPicture />
      <Form onSubmit={submit} label={t("console.community")}>
        <CommunityFields draft={draft} onChange={setDraft} tried={tried} />
        <FormProblem error={save.error} />
        <FormActions>
          <Button type="submit" look="primary" aria-busy={save.isPending}>
            {t("common.save")}
          </Button>
        </FormActions>
      </Form>
    </div>
  );
}
