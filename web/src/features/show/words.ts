import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import type { ShowPart } from "../../api/types";

/** What a segment is called: by its format in the reader's language, or in the host's words. */
export function useSegmentName(): (segment: { readonly part: ShowPart; readonly title: string }) => string {
  const { t } = useTranslation();
  return useCallback(({ part, title }) => (part === "" ? title : t(`show.part.${part}`)), [t]);
}
