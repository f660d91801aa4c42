import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { keys } from "../../api/keys";
import { handleFault } from "../../models/handle";
import { useCalls } from "../session/session";

/** What there is to say about a handle while it is being typed. */
export interface HandleWords {
  readonly hint: string;
  readonly error: string | undefined;
  readonly good: string | undefined;
  /** Whether it may be sent; the server decides again. */
  readonly ready: boolean;
}

const pauseMs = 250;

/** Asks the server whether a handle is free, once the typing pauses. */
export function useHandleCheck(handle: string): HandleWords {
  const { t } = useTranslation();
  const calls = useCalls();
  const settled = useSettled(handle);
  const fault = handle === "" ? null : handleFault(handle);
  const asked = handle !== "" && fault === null && settled === handle;
  const answer = useQuery({
    queryKey: keys.handle(settled),
    queryFn: ({ signal }) => calls.identity.handle(settled, signal),
    enabled: asked,
    staleTime: 10_000,
    retry: false,
  });
  const none: HandleWords = { hint: t("field.handleHint"), error: undefined, good: undefined, ready: false };
  if (handle === "") return none;
  // Too short is no mistake while it is still being typed.
  if (fault === "short") return settled === handle ? { ...none, error: t("field.handleShort") } : none;
  if (fault !== null)
    return { ...none, error: t(fault === "long" ? "field.handleLong" : "field.handleLetters") };
  if (answer.error) return { ...none, ready: true };
  if (!asked || !answer.data) return { ...none, hint: t("field.handleAsking") };
  if (answer.data.available) return { ...none, good: t("field.handleFree", { handle }), ready: true };
  const taken = answer.data.reason !== "handle-not-allowed";
  return { ...none, error: taken ? t("field.handleTaken", { handle }) : t("field.handleNotAllowed") };
}

/** The text once nobody has typed for a moment. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), pauseMs);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
