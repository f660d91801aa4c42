import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import type { Hat } from "../../api/types";

/** As what somebody speaks, in a few words; empty where they have not said. */
export function useHatWords(): (hat: Hat | undefined) => string {
  const { t } = useTranslation();
  return useCallback(
    (hat) => (hat === undefined ? "" : hat.kind === "personal" ? t("hat.personal") : hat.words),
    [t],
  );
}
