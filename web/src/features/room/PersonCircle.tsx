import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { inkOf, monogram } from "../../models/monogram";
import type { Person } from "../../models/room";
import { AwayIcon, MicOffIcon, WeakIcon } from "../../ui/icons";
import { followLevel } from "./levelLoop";
import styles from "./PersonCircle.module.css";

export interface PersonCircleProps {
  person: Person;
  level: (personId: string | null) => number;
}

/** Somebody on stage. The ring breathes with the received sound; a word says it for who does not see it. */
export function PersonCircle({ person, level }: PersonCircleProps) {
  const { t } = useTranslation();
  const ring = useRef<HTMLSpanElement>(null);
  const { id, me, speaking } = person;
  useEffect(() => {
    const element = ring.current;
    if (!element || !speaking) return;
    return followLevel(element, () => level(me ? null : id));
  }, [id, me, speaking, level]);
  const away = person.line === "lost";
  return (
    <li className={styles.person} data-away={away}>
      <span
        className={styles.circle}
        data-ink={inkOf(id)}
        lang={/\p{Script=Han}/u.test(person.name) ? "zh" : undefined}
      >
        <span ref={ring} className={styles.ring} data-speaking={speaking} />
        <span aria-hidden="true">{monogram(person.name)}</span>
        <Sign person={person} />
      </span>
      <span className={styles.name}>
        {person.name}
        {speaking ? <span className="visually-hidden"> {t("room.isSpeaking")}</span> : null}
      </span>
      {me ? <span className={styles.me}>{t("room.you")}</span> : null}
    </li>
  );
}

function Sign({ person }: { person: Person }) {
  const { t } = useTranslation();
  const kind =
    person.line === "lost" ? "away" : person.line === "poor" ? "poor" : person.muted ? "muted" : null;
  if (kind === null) return null;
  return (
    <span
      className={styles.sign}
      data-sign={kind}
      role="img"
      aria-label={t(`room.${kind}`)}
      title={t(`room.${kind}`)}
    >
      {kind === "away" ? <AwayIcon /> : kind === "poor" ? <WeakIcon /> : <MicOffIcon />}
    </span>
  );
}
