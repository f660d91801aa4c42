import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { keys } from "../../api/keys";
import { useCalls, useCommunity } from "../session/session";
import { FormProblem } from "../states/Failed";
import styles from "./CommunityPicture.module.css";

/** The community's picture, and another one in its place. */
export function CommunityPicture() {
  const { t } = useTranslation();
  const id = useId();
  const calls = useCalls();
  const queries = useQueryClient();
  const community = useCommunity();
  const change = useMutation({
    mutationFn: (picture: Blob) => calls.admin.changePicture(picture),
    onSuccess: () => queries.invalidateQueries({ queryKey: keys.community }),
  });
  return (
    <div className={styles.picture}>
      <img src={community?.pictureUrl ?? "/mark.svg"} alt="" />
      <div className={styles.words}>
        <input
          id={id}
          className="visually-hidden"
          type="file"
          accept="image/png,image/jpeg,image/webp"
          onChange={(event) => {
            const file = event.target.files?.[0];
            if (file) change.mutate(file);
          }}
        />
        <label htmlFor={id} aria-busy={change.isPending}>
          {t("setup.picture")}
        </label>
        <small>{t("setup.pictureHint")}</small>
        <FormProblem error={change.error} />
      </div>
    </div>
  );
}
