import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { keys } from "../../api/keys";
import { silenceAt, silentWhole } from "../../models/playable";
import { Button, ButtonLink } from "../../ui/Button";
import { Each } from "../../ui/Each";
import { Time } from "../../ui/Time";
import hall from "../hallway/Hallway.module.css";
import { RoomTile } from "../hallway/RoomTile";
import { useLength, useNow } from "../hallway/words";
import { Person } from "../person/Person";
import { useCalls } from "../session/session";
import { Shell } from "../shell/Shell";
import styles from "./Ended.module.css";
import { OwnVoice } from "./OwnVoice";
import { PlayableContext } from "./playable";
import { Replay } from "./Replay";
import { Speakers } from "./Speakers";
import { type SectionProps, sections } from "./sections";
import { useRecording, useReplay } from "./useRecording";

/** What remains of a room, at the link under which it was held: what it was, and whatever each noun kept of it. */
export function EndedRoom({ room, you, signedIn }: Omit<SectionProps, "play">) {
  const { t } = useTranslation();
  const asked = useRecording(room.id);
  const recording = asked.data;
  const player = useReplay(room, recording);
  const play = player?.play ?? null;
  const { isError } = asked;
  const playable = useMemo(
    () => ({
      silence: (second: number, speaker?: string) => silenceAt(recording, isError, second, speaker),
      player,
    }),
    [recording, isError, player],
  );
  const why = isError ? "failed" : recording ? silentWhole(recording) : null;
  return (
    <PlayableContext value={playable}>
      <Shell title={room.title}>
        <article className={styles.page}>
          <Head room={room} />
          {player ? <Replay player={player} link={`${location.origin}/r/${room.id}`} /> : null}
          {why ? (
            <p className={styles.soft}>
              {t(`endedRoom.silence.${why}`)}{" "}
              {why === "failed" ? (
                <Button onClick={() => void asked.refetch()}>{t("refused.retry")}</Button>
              ) : null}
            </p>
          ) : null}
          {recording ? <Speakers room={room.id} recording={recording} play={play} /> : null}
          <Each parts={sections} given={{ room, you, signedIn, play }} />
          {recording ? <OwnVoice room={room.id} recording={recording} /> : null}
          <Others room={room} signedIn={signedIn} />
        </article>
      </Shell>
    </PlayableContext>
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
        {lasted === null ? null : <span className={styles.whole}> · {length(lasted)}</span>}
      </p>
      <Person person={host} note={t("endedRoom.host")} plain />
    </header>
  );
}

/** Where people talk now, and the way out of here. */
function Others({ room, signedIn }: Pick<SectionProps, "room" | "signedIn">) {
  const { t } = useTranslation();
  const now = useNow();
  const { hosting } = useCalls();
  const { data } = useQuery({
    queryKey: [...keys.ended(room.id), "alternatives"],
    queryFn: ({ signal }) => hosting.alternatives(room.id, signal),
  });
  const others = data?.items ?? [];
  const title = () => {
    if (!data || others.some(({ phase }) => phase === "live")) return t("shut.roomEnded.others");
    return others.length > 0 ? t("quiet.kept") : t("shut.roomEnded.none");
  };
  return (
    <section className={styles.section} aria-labelledby="others">
      <h2 id="others">{title()}</h2>
      {data?.silent ? <p>{t("quiet.ended")}</p> : null}
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
