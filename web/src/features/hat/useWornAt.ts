import { useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { keys } from "../../api/keys";
import { hatAt } from "../../models/hat";
import { useCalls } from "../session/session";
import { useHatWords } from "./words";

/** As what somebody spoke at a second of a room that is over, in a few words; empty where they did not say. */
export function useWornAt(room: string): (identity: string, second: number) => string {
  const { t } = useTranslation();
  const { hats } = useCalls();
  const words = useHatWords();
  const worn = useQuery({
    queryKey: [...keys.ended(room), "hats"],
    queryFn: ({ signal }) => hats.worn(room, signal),
  });
  const spans = worn.data?.items;
  return useCallback(
    (identity, second) => {
      const hat = spans ? hatAt(spans, identity, second) : undefined;
      if (hat === undefined) return "";
      const interest = hat.disclosure === "" ? "" : t("hat.interest", { words: hat.disclosure });
      return [words(hat), interest].filter((part) => part !== "").join(" · ");
    },
    [spans, words, t],
  );
}
