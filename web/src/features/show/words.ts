import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import type { PersonCard, ShowPart } from "../../api/types";

/** What a segment is called: by its format in the reader's language, or in the host's words. */
export function useSegmentName(): (segment: { readonly part: ShowPart; readonly title: string }) => string {
  const { t } = useTranslation();
  return useCallback(({ part, title }) => (part === "" ? title : t(`show.part.${part}`)), [t]);
}

/** Who is asked, as what they speak, and who asks, in one line; whoever is not named is not mentioned. */
export function usePairWords(): (
  expert: PersonCard | undefined,
  as: string,
  interviewer: PersonCard | undefined,
) => string {
  const { t } = useTranslation();
  return useCallback(
    (expert, as, interviewer) => {
      const name = expert?.displayName;
      const asked = as === "" ? t("show.pair.asked", { name }) : t("show.pair.askedAs", { name, as });
      const asks = t("show.pair.asks", { name: interviewer?.displayName });
      return [expert ? asked : "", interviewer ? asks : ""].filter((part) => part !== "").join(" · ");
    },
    [t],
  );
}
