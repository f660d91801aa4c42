import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { Mic } from "../../models/room";

/** The tab says which room this is, and whether one is heard there. `room` is empty while unknown. */
export function useRoomTitle(room: string, inside: boolean, mic: Mic): void {
  const { t } = useTranslation();
  const live = inside && mic.kind === "live";
  const kind = !live ? "title" : mic.muted ? "mutedTitle" : "liveTitle";
  useEffect(() => {
    document.title = room === "" ? t("app.name") : t(`app.${kind}`, { room });
    return () => {
      document.title = t("app.name");
    };
  }, [kind, room, t]);
}
