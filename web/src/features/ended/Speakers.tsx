import { useTranslation } from "react-i18next";
import type { PersonCard, Recording } from "../../api/types";
import { Person } from "../person/Person";
import styles from "./Ended.module.css";
import { Moment } from "./Moment";
import type { SectionProps } from "./sections";

const turnsAtMost = 12;

interface Spoke {
  readonly person: PersonCard;
  readonly at: readonly number[];
}

/** Who spoke, and when they began: their turns, or where there were none, their stretches of the recording. */
function spoken({ turns, tracks }: Recording): readonly Spoke[] {
  const people = new Map<string, { person: PersonCard; at: number[] }>();
  const note = (person: PersonCard, second: number) => {
    const known = people.get(person.id);
    if (known) known.at.push(second);
    else people.set(person.id, { person, at: [second] });
  };
  for (const { speaker, second } of turns) note(speaker, second);
  const silent = tracks.filter(({ speaker }) => !turns.some((turn) => turn.speaker.id === speaker.id));
  for (const { speaker, second } of silent) note(speaker, second);
  return [...people.values()];
}

/** The speakers with their turns; nothing where nobody had one and nothing was recorded. */
export function Speakers({ recording, play }: { recording: Recording } & Pick<SectionProps, "play">) {
  const { t } = useTranslation();
  const people = spoken(recording);
  if (people.length === 0) return null;
  return (
    <section className={styles.section} aria-labelledby="speakers">
      <h2 id="speakers">{t("endedRoom.speakers")}</h2>
      <ul className={styles.speakers}>
        {people.map(({ person, at }) => (
          <li key={person.id} className={styles.speaker}>
            <Person person={person} plain />
            <span className={styles.moments}>
              {at.slice(0, turnsAtMost).map((second) => (
                <Moment key={second} at={second} play={play} />
              ))}
              {at.length > turnsAtMost ? (
                <span className={styles.soft}>
                  {t("endedRoom.moreTurns", { count: at.length - turnsAtMost })}
                </span>
              ) : null}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
