import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { inkOf, monogram } from "../../models/monogram";
import type { Person } from "../../models/room";
import styles from "./Audience.module.css";
import circle from "./PersonCircle.module.css";

const chipsAtMost = 12;
const dotsAtMost = 420;
const golden = Math.PI * (3 - Math.sqrt(5));
const fieldWidth = 320;
const fieldHeight = 72;

export interface AudienceProps {
  people: readonly Person[];
  listeners: number;
  /** Whether I am one of the counted. */
  listening: boolean;
}

/** Who may speak but is not live stands by name; everybody else is a quiet field with a count. */
export function Audience({ people, listeners, listening }: AudienceProps) {
  const { t } = useTranslation();
  const waiting = people.filter((person) => !person.live);
  const shown = waiting.slice(0, chipsAtMost);
  const others = listeners - 1;
  const count = !listening
    ? t("room.listening", { count: listeners })
    : others > 0
      ? t("room.withYou", { count: others })
      : t("room.onlyYou");
  return (
    <>
      {shown.length > 0 ? (
        <section className={styles.section} aria-labelledby="here">
          <h2 id="here" className={styles.label}>
            {t("room.here")}
          </h2>
          <ul className={styles.chips}>
            {shown.map((person) => (
              <li key={person.id} className={styles.chip}>
                <span
                  className={`${circle.circle} ${styles.small}`}
                  data-ink={inkOf(person.id)}
                  aria-hidden="true"
                >
                  {monogram(person.name)}
                </span>
                <span className={styles.chipName}>{person.name}</span>
                {person.me ? <span className={styles.soft}>{t("room.you")}</span> : null}
              </li>
            ))}
            {waiting.length > shown.length ? (
              <li className={styles.more}>{t("room.hereMore", { count: waiting.length - shown.length })}</li>
            ) : null}
          </ul>
        </section>
      ) : null}
      {listeners > 0 ? (
        <section className={styles.section} aria-labelledby="audience">
          <h2 id="audience" className={styles.label}>
            {t("room.audience")}
          </h2>
          <p className={styles.count}>{count}</p>
          <Field count={listeners} listening={listening} />
        </section>
      ) : null}
    </>
  );
}

/** One dot a listener, as in a hall seen from above; beyond 420 the count alone tells. I am the accented one. */
function Field({ count, listening }: { count: number; listening: boolean }) {
  const dots = Math.min(count, dotsAtMost);
  const places = useMemo(() => layOut(dots), [dots]);
  return (
    <svg
      className={styles.field}
      viewBox={`${-fieldWidth / 2} ${-fieldHeight / 2} ${fieldWidth} ${fieldHeight}`}
      aria-hidden="true"
    >
      {places.map(({ x, y, r }, index) => (
        <circle key={`${x} ${y}`} cx={x} cy={y} r={r} data-me={listening && index === 0} />
      ))}
    </svg>
  );
}

/** A sunflower stretched to the field's shape: even, without rows, and a newcomer takes the rim. */
function layOut(dots: number): readonly { x: number; y: number; r: number }[] {
  const fullness = Math.sqrt(dots / dotsAtMost);
  const radius = Math.min(5, 2.2 + 14 / Math.sqrt(dots + 8));
  const reach = Math.max(fullness, Math.min(0.9, Math.sqrt(dots) * 0.09));
  return Array.from({ length: dots }, (_, index) => {
    const distance = dots === 1 ? 0 : Math.sqrt((index + 0.3) / dots) * reach;
    const angle = index * golden;
    const round = (value: number) => Math.round(value * 100) / 100;
    return {
      x: round(Math.cos(angle) * distance * (fieldWidth / 2 - 6)),
      y: round(Math.sin(angle) * distance * (fieldHeight / 2 - 6)),
      r: round(Math.min(radius, 2.4 + 2.6 / (1 + dots / 40))),
    };
  });
}
