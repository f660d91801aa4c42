import { useTranslation } from "react-i18next";
import type { PingScene } from "../../models/ping";
import { useNow } from "../hallway/words";

const minuteMs = 60_000;

/** The topic, how long the room has been running, and how many hands were up. */
export function usePingWords(): (ping: PingScene) => string {
  const { t } = useTranslation();
  const now = useNow(minuteMs);
  return ({ topic, liveAt, queue }) => {
    const minutes = Math.max(0, Math.floor((now - Date.parse(liveAt)) / minuteMs));
    return [
      topic,
      liveAt === "" ? t("ping.soon") : t("ping.running", { count: minutes }),
      t("ping.queue", { count: queue }),
    ].join(" · ");
  };
}
