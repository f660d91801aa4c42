import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Person } from "../../models/room";
import { PersonCircle } from "./PersonCircle";
import styles from "./Room.module.css";

/** As many circles as one looks at without searching; whoever speaks is always among them. */
const circlesAtMost = 24;

export interface StageProps<P extends Person> {
  people: readonly P[];
  level: (personId: string | null) => number;
  /** What stands in the place of the circles while nobody is on stage. */
  empty: { readonly title: string; readonly text: string };
  /** What one may do to the whole stage. */
  handles?: ReactNode;
  /** The hat that somebody wears now. */
  hat?: (person: P) => string;
  /** The share of the talk, 0 to 1, where balance matters. */
  share?: (person: P) => number | undefined;
  /** Puts a circle into a control of its own. */
  wrap?: (person: P, circle: ReactNode) => ReactNode;
}

export function Stage<P extends Person>({ people, level, empty, handles, hat, share, wrap }: StageProps<P>) {
  const { t } = useTranslation();
  const shown = pick(people);
  return (
    <section className={styles.stage} aria-labelledby="stage">
      <div className={styles.stageHead}>
        <h2 id="stage" className={styles.label}>
          {t("room.stage")}
        </h2>
        {handles}
      </div>
      {shown.length === 0 ? (
        <div className={styles.empty}>
          <h3>{empty.title}</h3>
          <p>{empty.text}</p>
        </div>
      ) : (
        <ul className={styles.grid} data-few={shown.length <= 3}>
          {shown.map((person) => (
            <PersonCircle
              key={person.id}
              person={person}
              level={level}
              hat={hat?.(person) ?? ""}
              share={share?.(person)}
              wrap={wrap ? (circle) => wrap(person, circle) : undefined}
            />
          ))}
        </ul>
      )}
      {people.length > shown.length ? (
        <p className={styles.rest}>{t("room.moreOnStage", { count: people.length - shown.length })}</p>
      ) : null}
    </section>
  );
}

/** Keeps everybody's place; only a full stage lets somebody who speaks take the place of somebody silent. */
function pick<P extends Person>(people: readonly P[]): readonly P[] {
  if (people.length <= circlesAtMost) return people;
  const shown = people.slice(0, circlesAtMost);
  for (const late of people.slice(circlesAtMost).filter((person) => person.speaking)) {
    const place = shown.findLastIndex((person) => !person.speaking && !person.me);
    if (place >= 0) shown[place] = late;
  }
  return shown;
}
