import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { keys } from "../../api/keys";
import { counted, type Peak, peaks, stretches } from "../../models/marks";
import ended from "../ended/Ended.module.css";
import { Moment } from "../ended/Moment";
import type { SectionProps } from "../ended/sections";
import { useCalls } from "../session/session";
import styles from "./ReactionBar.module.css";

/** How many stretches the whole room is drawn in. */
const drawn = 60;

/** What the audience said without a word, along the room's time, and where most said the same. */
export function ReactionsSection({ room, play }: SectionProps) {
  const { t } = useTranslation();
  const { marks } = useCalls();
  const reactions = useQuery({
    queryKey: [...keys.ended(room.id), "reactions"],
    queryFn: ({ signal }) => marks.reactions(room.id, signal),
    enabled: room.liveAt !== undefined,
  });
  const beats = reactions.data?.seconds ?? [];
  if (beats.length === 0 || !room.liveAt || !room.endedAt) return null;
  const seconds = (Date.parse(room.endedAt) - Date.parse(room.liveAt)) / 1000;
  const parts = stretches(beats, seconds, drawn);
  const most = Math.max(...parts.map((part) => part.agree + part.unclear + part.faster));
  const high = (count: number) => ({ blockSize: `${(count / most) * 100}%` });
  return (
    <section className={ended.section} aria-labelledby="reactions">
      <h2 id="reactions">{t("mark.reactionsTitle")}</h2>
      <div className={styles.timeline} aria-hidden="true">
        {parts.map((part) => (
          <span key={part.second} className={styles.stretch}>
            <span className={styles.unsure} style={high(part.unclear + part.faster)} />
            <span className={styles.agree} style={high(part.agree)} />
          </span>
        ))}
      </div>
      <ul className={styles.peaks}>
        {peaks(beats).map((peak: Peak) => (
          <li key={peak.kind}>
            <Moment at={peak.second} play={play} /> {t(`mark.lately.${peak.kind}`, { count: peak.count })}
          </li>
        ))}
      </ul>
      <p className={styles.lately}>
        {counted
          .map((kind) => t(`mark.sum.${kind}`, { count: beats.reduce((sum, beat) => sum + beat[kind], 0) }))
          .join(" · ")}
      </p>
    </section>
  );
}
