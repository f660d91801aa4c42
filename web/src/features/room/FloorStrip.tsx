import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Person } from "../../models/room";
import styles from "./Room.module.css";

const named = 2;

/** Who speaks now, in one line. Not a live region: it would talk over the voices; it is first to be read instead. */
export function FloorStrip({ people, note = "" }: { people: readonly Person[]; note?: ReactNode }) {
  const { t } = useTranslation();
  const speaking = people.filter((person) => person.speaking).sort((a, b) => Number(a.me) - Number(b.me));
  const names = speaking.slice(0, named).map((person) => (person.me ? t("room.youToo") : person.name));
  // Beside one's own place there is room for names alone.
  const brief = note !== "" && names.length === named;
  const text = () => {
    const [first, second] = names;
    if (first === undefined) return t("room.nobody");
    if (speaking.length === 1 && speaking[0]?.me) return t("room.youSpeak");
    if (second === undefined) return t("room.speaking", { count: 1, names: first });
    const pair = t("room.and", { first, last: second });
    const rest = speaking.length - named;
    return t("room.speaking", {
      count: speaking.length,
      names: rest > 0 ? t("room.more", { names: pair, count: rest }) : pair,
    });
  };
  return (
    <p className={styles.strip} data-active={speaking.length > 0}>
      <span className={styles.voice} aria-hidden="true" />
      {brief ? (
        <>
          <span className={styles.stripText} aria-hidden="true">
            {names.join(t("card.between"))}
          </span>
          <span className="visually-hidden">{text()}</span>
        </>
      ) : (
        <span className={styles.stripText}>{text()}</span>
      )}
      {note === "" ? null : <span className={styles.stripNote}>{note}</span>}
    </p>
  );
}
