import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { keys } from "../../api/keys";
import { secondsInto } from "../../models/timecode";
import ended from "../ended/Ended.module.css";
import { Moment } from "../ended/Moment";
import type { SectionProps } from "../ended/sections";
import { useWornAt } from "../hat/useWornAt";
import { useCalls } from "../session/session";
import styles from "./TextTurn.module.css";

/** What the room has read, in order. */
export function TextSection({ room, play }: SectionProps) {
  const { t } = useTranslation();
  const { texts } = useCalls();
  const read = useQuery({
    queryKey: [...keys.ended(room.id), "texts"],
    queryFn: ({ signal }) => texts.read(room.id, signal),
  });
  const wornAt = useWornAt(room.id);
  if (!read.data || read.data.items.length === 0) return null;
  return (
    <section className={ended.section} aria-labelledby="texts">
      <h2 id="texts">{t("text.section")}</h2>
      <ol className={styles.read}>
        {read.data.items.map(({ person, words, began }) => {
          const second = secondsInto(room.liveAt ?? began, began);
          const hat = wornAt(person.id, second);
          return (
            <li key={began}>
              <Moment at={second} play={play} />
              <p>
                <strong>{person.displayName}</strong>
                {hat === "" ? null : <span className={ended.soft}>{hat}</span>}
                <span>{words}</span>
              </p>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
