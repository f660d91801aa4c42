import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { inkOf, monogram } from "../../models/monogram";
import type { Person } from "../../models/room";
import { ForwardIcon } from "../../ui/icons";
import styles from "./Audience.module.css";
import circle from "./PersonCircle.module.css";

const chipsAtMost = 12;
const dotsAtMost = 420;
const fieldWidth = 320;
const fieldHeight = 84;
const widestStep = 14;

export interface AudienceProps {
  people: readonly Person[];
  listeners: number;
  /** Whether I am one of the counted. */
  listening: boolean;
  /** Shows who listens by name, where that may be seen. */
  onOpen?: (() => void) | undefined;
}

/** Who may speak but is not live stands by name; everybody else is a quiet field with a count. */
export function Audience({ people, listeners, listening, onOpen }: AudienceProps) {
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
          {onOpen ? (
            <button type="button" className={styles.open} onClick={onOpen}>
              {count}
              <ForwardIcon />
            </button>
          ) : (
            <p className={styles.count}>{count}</p>
          )}
          <Field count={listeners} listening={listening} />
        </section>
      ) : null}
    </>
  );
}

/** One dot a listener, row behind row as in a hall; beyond 420 the count alone tells. I am the accented one. */
function Field({ count, listening }: { count: number; listening: boolean }) {
  const dots = Math.min(count, dotsAtMost);
  const { places, radius, height } = useMemo(() => layOut(dots), [dots]);
  return (
    <svg
      className={styles.field}
      viewBox={`0 0 ${fieldWidth} ${height}`}
      preserveAspectRatio="xMinYMin"
      aria-hidden="true"
    >
      {places.map(({ x, y }, index) => (
        <circle key={`${x} ${y}`} cx={x} cy={y} r={radius} data-me={listening && index === 0} />
      ))}
    </svg>
  );
}

interface Hall {
  readonly places: readonly { readonly x: number; readonly y: number }[];
  readonly radius: number;
  readonly height: number;
}

/** Staggered rows, closer together the more people there are; never higher than the field. */
function layOut(dots: number): Hall {
  let step = widestStep;
  while (Math.ceil(dots / columnsAt(step)) * step > fieldHeight) step -= 0.5;
  const columns = columnsAt(step);
  const places = Array.from({ length: dots }, (_, index) => {
    const row = Math.floor(index / columns);
    return { x: ((index % columns) + (row % 2 === 0 ? 0.5 : 1)) * step, y: (row + 0.5) * step };
  });
  return { places, radius: step * 0.3, height: Math.ceil(dots / columns) * step };
}

function columnsAt(step: number): number {
  return Math.floor(fieldWidth / step - 0.5);
}
