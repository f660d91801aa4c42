import { useTranslation } from "react-i18next";
import type { Person } from "../../models/room";
import { PersonCircle } from "./PersonCircle";
import styles from "./Room.module.css";
import type { RoomProps } from "./RoomScreen";

/** As many circles as one looks at without searching; whoever speaks is always among them. */
const circlesAtMost = 24;

export function Stage({ view, actions }: RoomProps) {
  const { t } = useTranslation();
  const live = view.people.filter((person) => person.live);
  const shown = pick(live);
  const others = view.people.some((person) => !person.me) || view.listeners > 1;
  return (
    <section className={styles.stage} aria-labelledby="stage">
      <h2 id="stage" className={styles.label}>
        {t("room.stage")}
      </h2>
      {shown.length === 0 ? (
        <div className={styles.empty}>
          <h3>{others ? t("room.emptyStage") : t("room.alone")}</h3>
          <p>
            {others
              ? t(view.maySpeak ? "room.emptyStageSpeaker" : "room.emptyStageListener")
              : t("room.aloneText")}
          </p>
        </div>
      ) : (
        <ul className={styles.grid} data-few={shown.length <= 3}>
          {shown.map((person) => (
            <PersonCircle key={person.id} person={person} level={actions.level} />
          ))}
        </ul>
      )}
      {live.length > shown.length ? (
        <p className={styles.rest}>{t("room.moreOnStage", { count: live.length - shown.length })}</p>
      ) : null}
    </section>
  );
}

/** Keeps everybody's place; only a full stage lets somebody who speaks take the place of somebody silent. */
function pick(live: readonly Person[]): readonly Person[] {
  if (live.length <= circlesAtMost) return live;
  const shown = live.slice(0, circlesAtMost);
  for (const late of live.slice(circlesAtMost).filter((person) => person.speaking)) {
    const place = shown.findLastIndex((person) => !person.speaking && !person.me);
    if (place >= 0) shown[place] = late;
  }
  return shown;
}
