import { useTranslation } from "react-i18next";
import { timecode } from "../../models/timecode";
import { PlayIcon } from "../../ui/icons";
import styles from "./Moment.module.css";
import type { SectionProps } from "./sections";

/** A second of the room: a button that plays from there, or only its number where nothing can be played. */
export function Moment({ at, play }: { at: number } & Pick<SectionProps, "play">) {
  const { t } = useTranslation();
  const time = timecode(at);
  if (play === null) return <span className={styles.time}>{time}</span>;
  return (
    <button
      type="button"
      className={styles.moment}
      aria-label={t("endedRoom.playFrom", { time })}
      onClick={() => play(at)}
    >
      <PlayIcon />
      {time}
    </button>
  );
}
