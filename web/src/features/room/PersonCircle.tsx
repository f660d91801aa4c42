import { type ReactNode, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { inkOf, monogram } from "../../models/monogram";
import type { Person } from "../../models/room";
import { AwayIcon, MicOffIcon, WeakIcon } from "../../ui/icons";
import { followLevel } from "./levelLoop";
import styles from "./PersonCircle.module.css";

export interface PersonCircleProps {
  person: Person;
  level: (personId: string | null) => number;
  /** The hat worn now; empty for none. */
  hat?: string;
  /** The share of the talk, 0 to 1; absent where balance does not matter. */
  share?: number | undefined;
  /** Puts the circle into a control of its own. */
  wrap?: ((circle: ReactNode) => ReactNode) | undefined;
}

/** Somebody on stage. The ring breathes with the received sound; a word says it for who does not see it. */
export function PersonCircle({ person, level, hat = "", share, wrap }: PersonCircleProps) {
  const { t } = useTranslation();
  const ring = useRef<HTMLSpanElement>(null);
  const { id, me, speaking } = person;
  useEffect(() => {
    const element = ring.current;
    if (!element || !speaking) return;
    return followLevel(element, () => level(me ? null : id));
  }, [id, me, speaking, level]);
  const away = person.line === "lost";
  const drawn = (
    <>
      <span
        className={styles.circle}
        data-ink={inkOf(id)}
        lang={/\p{Script=Han}/u.test(person.name) ? "zh" : undefined}
      >
        <span ref={ring} className={styles.ring} data-speaking={speaking} />
        {person.pictureUrl ? (
          <img className={styles.picture} src={person.pictureUrl} alt="" />
        ) : (
          <span aria-hidden="true">{monogram(person.name)}</span>
        )}
        <Sign person={person} />
      </span>
      <span className={styles.name}>
        {person.name}
        {speaking ? <span className="visually-hidden"> {t("room.isSpeaking")}</span> : null}
      </span>
      {me || hat !== "" ? (
        <span className={styles.me}>
          {[me ? t("room.you") : "", hat].filter((part) => part !== "").join(" · ")}
        </span>
      ) : null}
      {share === undefined ? null : <Share part={share} />}
    </>
  );
  return (
    <li className={styles.person} data-away={away}>
      {wrap ? wrap(drawn) : drawn}
    </li>
  );
}

/** How much of the talk was theirs: a small bar, never a place in a row. */
function Share({ part }: { part: number }) {
  const { t } = useTranslation();
  const percent = Math.round(part * 100);
  return (
    <>
      <progress className={styles.share} max={1} value={part} aria-hidden="true" />
      <span className="visually-hidden">{t("floor.share", { percent })}</span>
    </>
  );
}

function Sign({ person }: { person: Person }) {
  const { t } = useTranslation();
  const kind = signOf(person);
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

function signOf({ line, live, muted }: Person): "away" | "poor" | "muted" | "noMic" | null {
  if (line === "lost") return "away";
  if (!live) return "noMic";
  if (line === "poor") return "poor";
  return muted ? "muted" : null;
}
