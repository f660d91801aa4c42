import { useTranslation } from "react-i18next";
import { ButtonLink } from "../../ui/Button";
import { Time } from "../../ui/Time";
import hall from "../hallway/Hallway.module.css";
import { RoomTile } from "../hallway/RoomTile";
import { useHallway } from "../hallway/useHallway";
import { useLength, useNow } from "../hallway/words";
import { Person } from "../person/Person";
import { Shell } from "../shell/Shell";
import styles from "./Ended.module.css";
import { type SectionProps, sections } from "./sections";

const othersAtMost = 3;

/** What remains of a room, at the link under which it was held: what it was, and whatever each noun kept of it. */
export function EndedRoom({ room, you, signedIn }: Omit<SectionProps, "play">) {
  const play = null;
  return (
    <Shell title={room.title}>
      <article className={styles.page}>
        <Head room={room} />
        {sections.map((Section) => (
          <Section key={Section.name} room={room} you={you} signedIn={signedIn} play={play} />
        ))}
        <Others room={room} signedIn={signedIn} />
      </article>
    </Shell>
  );
}

function Head({ room }: Pick<SectionProps, "room">) {
  const { t } = useTranslation();
  const length = useLength();
  const { host, topic, liveAt, endedAt } = room;
  const lasted = endedAt && liveAt ? Date.parse(endedAt) - Date.parse(liveAt) : null;
  return (
    <header className={styles.head}>
      <p className={styles.soft}>{topic.title}</p>
      <h1 lang={room.language}>{room.title}</h1>
      <p className={styles.soft}>
        {t("shut.roomEnded.title")}
        {endedAt ? (
          <>
            {" · "}
            <Time at={endedAt} look="moment" />
          </>
        ) : null}
        {lasted === null ? null : ` · ${length(lasted)}`}
      </p>
      <Person person={host} note={t("endedRoom.host")} plain />
    </header>
  );
}

/** Where people talk now, and the way out of here. */
function Others({ room, signedIn }: Pick<SectionProps, "room" | "signedIn">) {
  const { t } = useTranslation();
  const now = useNow();
  const lists = useHallway();
  const others = lists.data?.live.filter((card) => card.id !== room.id).slice(0, othersAtMost) ?? [];
  return (
    <section className={styles.section} aria-labelledby="others">
      <h2 id="others">
        {others.length > 0 || !lists.data ? t("shut.roomEnded.others") : t("shut.roomEnded.none")}
      </h2>
      <ul className={hall.tiles} data-few="true">
        {others.map((card) => (
          <RoomTile key={card.id} card={card} me={null} now={now} />
        ))}
      </ul>
      <div>
        <ButtonLink to="/">{signedIn ? t("shut.hallway") : t("shut.start")}</ButtonLink>
      </div>
    </section>
  );
}
