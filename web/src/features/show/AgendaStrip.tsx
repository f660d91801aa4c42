import { useTranslation } from "react-i18next";
import type { Show, ShowSegment } from "../../api/types";
import { comingOf, minutesOf, progressOf, runningOf, showOf } from "../../models/show";
import { clock, useNow } from "../hallway/words";
import type { VisitProps } from "../room/VisitScreen";
import styles from "./Show.module.css";
import { useSegmentName } from "./words";

const tickMs = 1_000;

/** Where the room stands in its agenda, in one line; the whole of it one tap away. Absent without an agenda. */
export function AgendaStrip({ view }: VisitProps) {
  const show = showOf(view.parts);
  if (show === null || show.segments.length === 0) return null;
  const running = runningOf(show);
  if (running === undefined && comingOf(show).length === 0) return null;
  return (
    <details className={styles.strip}>
      <summary className={styles.line}>
        {running ? <Running show={show} segment={running} /> : <Ahead show={show} />}
      </summary>
      <SegmentList show={show} />
    </details>
  );
}

function Ahead({ show }: { show: Show }) {
  const { t } = useTranslation();
  return (
    <span className={styles.words}>
      <strong>{t(`show.format.${show.format}`)}</strong>
      <span className={styles.soft}>{t("show.ahead", { count: minutesOf(show.segments) })}</span>
    </span>
  );
}

function Running({ show, segment }: { show: Show; segment: ShowSegment }) {
  const { t } = useTranslation();
  const name = useSegmentName();
  const now = useNow(tickMs);
  const { used, leftSeconds, overSeconds } = progressOf(segment, show.endsAt, now);
  const [next] = comingOf(show);
  const over = overSeconds > 0;
  return (
    <>
      <span className={styles.words}>
        <strong>{name(segment)}</strong>
        <span className={styles.time} data-over={over} role="timer">
          {over
            ? t("show.over", { clock: clock(overSeconds) })
            : leftSeconds > 0
              ? t("floor.left", { clock: clock(leftSeconds) })
              : t("show.last")}
        </span>
        {next ? <span className={styles.soft}>{t("show.next", { name: name(next) })}</span> : null}
      </span>
      <progress className={styles.bar} max={1} value={used} data-over={over} aria-hidden="true" />
    </>
  );
}

/** The segments with what was planned, and what they took. */
export function SegmentList({ show }: { show: Show }) {
  const { t } = useTranslation();
  const name = useSegmentName();
  return (
    <ol className={styles.segments}>
      {show.segments.map((segment) => {
        const { place, mode, plannedSeconds, actualSeconds } = segment;
        return (
          <li key={place} className={styles.segment} data-now={place === show.current}>
            <span className={styles.name}>{name(segment)}</span>
            <span className={styles.soft}>{t(`floor.mode.${mode}`)}</span>
            <span className={styles.length}>
              {actualSeconds === undefined
                ? clock(plannedSeconds)
                : t("show.took", { actual: clock(actualSeconds), planned: clock(plannedSeconds) })}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
