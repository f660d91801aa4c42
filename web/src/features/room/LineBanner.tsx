import { useTranslation } from "react-i18next";
import type { Line } from "../../models/room";
import { AwayIcon, CheckIcon } from "../../ui/icons";
import styles from "./Room.module.css";

/** The line to the room, only when there is something to say about it. */
export function LineBanner({ line, live }: { line: Line; live: boolean }) {
  const { t } = useTranslation();
  if (line === "steady") return null;
  return (
    <div className={styles.line} data-line={line}>
      {line === "found" ? <CheckIcon /> : <AwayIcon />}
      <p>
        {t(`line.${line}`)}
        {live && line !== "found" && line !== "signal" ? ` ${t("line.liveKept")}` : ""}
      </p>
    </div>
  );
}
