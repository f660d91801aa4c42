import { useTranslation } from "react-i18next";
import type { PersonCard, Recording } from "../../api/types";
import { useWornAt } from "../hat/useWornAt";
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

/** The same seconds, by as what somebody spoke at them. */
function byHat(at: readonly number[], hatAt: (second: number) => string): [string, number[]][] {
  const worn = new Map<string, number[]>();
  for (const second of at) worn.set(hatAt(second), [...(worn.get(hatAt(second)) ?? []), second]);
  return [...worn];
}

interface SpeakersProps extends Pick<SectionProps, "play"> {
  room: string;
  recording: Recording;
}

/** The speakers with their turns, and as what they spoke then; nothing where nobody spoke and nothing was recorded. */
export function Speakers({ room, recording, play }: SpeakersProps) {
  const { t } = useTranslation();
  const wornAt = useWornAt(room);
  const people = spoken(recording);
  if (people.length === 0) return null;
  return (
    <section className={styles.section} aria-labelledby="speakers">
      <h2 id="speakers">{t("endedRoom.speakers")}</h2>
      <ul className={styles.speakers}>
        {people.map(({ person, at }) => (
          <li key={person.id} className={styles.speaker}>
            <Person person={person} plain />
            {byHat(at.slice(0, turnsAtMost), (second) => wornAt(person.id, second)).map(([hat, seconds]) => (
              <div key={hat} className={styles.turns}>
                {hat === "" ? null : <span className={styles.soft}>{hat}</span>}
                <span className={styles.moments}>
                  {seconds.map((second) => (
                    <Moment key={second} at={second} play={play} speaker={person.id} />
                  ))}
                </span>
              </div>
            ))}
            {at.length > turnsAtMost ? (
              <span className={styles.soft}>
                {t("endedRoom.moreTurns", { count: at.length - turnsAtMost })}
              </span>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
