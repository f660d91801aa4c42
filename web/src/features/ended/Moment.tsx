import { useTranslation } from "react-i18next";
import { timecode } from "../../models/timecode";
import { PlayIcon } from "../../ui/icons";
import { useToasts } from "../../ui/Toasts";
import styles from "./Moment.module.css";
import { usePlayable } from "./playable";
import type { SectionProps } from "./sections";

interface MomentProps extends Pick<SectionProps, "play"> {
  at: number;
  /** Whose voice it is about; anybody's where nobody is named. */
  speaker?: string | undefined;
}

/** A second of the room: a button that plays from there, or that says why it does not. */
export function Moment({ at, play, speaker }: MomentProps) {
  const { t } = useTranslation();
  const toasts = useToasts();
  const why = usePlayable().silence(at, speaker);
  const time = timecode(at);
  // Where nobody ever recorded there is nothing to expect, and a second is a number.
  if (why === "none" || why === "loading" || (why === null && play === null)) {
    return <span className={styles.time}>{time}</span>;
  }
  if (why !== null) {
    const reason = t(`endedRoom.silence.${why}`);
    return (
      <button
        type="button"
        className={`${styles.moment} ${styles.silent}`}
        aria-disabled="true"
        aria-label={t("endedRoom.playsNot", { time, reason })}
        title={reason}
        onClick={() => toasts.show({ text: reason })}
      >
        {time}
      </button>
    );
  }
  return (
    <button
      type="button"
      className={styles.moment}
      aria-label={t("endedRoom.playFrom", { time })}
      onClick={() => play?.(at)}
    >
      <PlayIcon />
      {time}
    </button>
  );
}
