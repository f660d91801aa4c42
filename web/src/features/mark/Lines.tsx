import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Minutes, Pin } from "../../api/types";
import styles from "./Notes.module.css";
import { useSize } from "./size";

/** How a second is shown, of somebody's voice or of whoever was heard. */
type Shown = (second: number, speaker?: string) => ReactNode;

/** The minutes, line by line. */
export function Lines({ lines, empty, time }: { lines: Minutes["items"]; empty: string; time: Shown }) {
  const { t } = useTranslation();
  if (lines.length === 0) return <p className={styles.note}>{empty}</p>;
  return (
    <ol className={styles.list} aria-label={t("mark.minutes")}>
      {lines.map((line) => (
        <li key={`${line.kind} ${line.second}`} className={styles.line}>
          <span className={styles.clock}>{time(line.second, line.speaker?.id)}</span>
          <span className={styles.words}>
            <strong>{t(`mark.kind.${line.kind}`)}</strong>
            {line.notes.map((note) => (
              <span key={`${note.text} ${note.who} ${note.due}`}>
                {[note.text, note.who, note.due].filter(Boolean).join(" · ")}
              </span>
            ))}
            <span className={styles.note}>
              {t("mark.people", { count: line.people })}
              {line.speaker ? ` · ${t("mark.spoke", { name: line.speaker.displayName })}` : ""}
            </span>
          </span>
        </li>
      ))}
    </ol>
  );
}

/** Evidence, in the order of what it is for; `deed` is what one may do with it. */
export function Pins(props: { pins: readonly Pin[]; time: Shown; deed?: (pin: Pin) => ReactNode }) {
  const { pins, time, deed } = props;
  const { t } = useTranslation();
  const size = useSize();
  if (pins.length === 0) return null;
  const about = ({ file, text, url }: Pin) =>
    file ? [file.name === text ? "" : file.name, url ? size(file.bytes) : t("mark.fileGone")] : [];
  return (
    <ul className={styles.list} aria-label={t("mark.evidence")}>
      {pins.map((pin) => (
        <li key={pin.id} className={styles.line}>
          <span className={styles.clock}>{time(pin.second)}</span>
          <span className={styles.words}>
            <Evidence pin={pin} />
            <span className={styles.note}>
              {[pin.by.displayName, ...about(pin)].filter(Boolean).join(" · ")}
            </span>
          </span>
          {deed?.(pin)}
        </li>
      ))}
    </ul>
  );
}

/** A link elsewhere, a file to be saved, or what was said in words. */
function Evidence({ pin }: { pin: Pin }) {
  const { url, text, file } = pin;
  if (!url) return <strong>{text}</strong>;
  return file ? (
    <a className={styles.link} href={url} download={file.name}>
      {text}
    </a>
  ) : (
    <a className={styles.link} href={url} target="_blank" rel="noopener noreferrer nofollow">
      {text}
    </a>
  );
}
