import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Me, RoomCard } from "../../api/types";
import { LockIcon } from "../../ui/icons";
import { Portrait } from "../person/Portrait";
import { usePairWords } from "../show/words";
import styles from "./Hallway.module.css";
import { reasonOf, useLength, useNames } from "./words";

/** A live room as a card: what about, who speaks, how many listen, and why it may matter. The whole card leads in. */
export function RoomTile({ card, me, now }: { card: RoomCard; me: Me | null; now: number }) {
  const { t } = useTranslation();
  const names = useNames();
  const pairWords = usePairWords();
  const reason = reasonOf(card, me, now);
  const people = card.speakers.length > 0 ? card.speakers : [card.host];
  return (
    <li>
      <Link className={styles.tile} to={`/r/${card.id}`} data-phase={card.phase}>
        <span className={styles.topicLine}>
          <span className={styles.topicName}>{card.topic.title}</span>
          <Access card={card} />
        </span>
        <h3 lang={card.language}>{card.title}</h3>
        <span className={styles.voices}>
          <span className={styles.stack}>
            {people.slice(0, 4).map((person) => (
              <Portrait key={person.id} person={person} size="small" />
            ))}
          </span>
          <span className={styles.names}>{names(people)}</span>
        </span>
        {card.pair ? (
          <span className={styles.soft}>
            {pairWords(card.pair.expert, card.pair.as, card.pair.interviewer)}
          </span>
        ) : null}
        <span className={styles.foot}>
          {card.phase === "ended" ? (
            <span>{t("quiet.over")}</span>
          ) : (
            <>
              <Since card={card} now={now} />
              <span>{t("card.listening", { count: card.listeners })}</span>
            </>
          )}
        </span>
        {reason ? (
          <span className={styles.reason}>
            {t(`card.reason.${reason}`, { name: me?.inviter?.displayName ?? "" })}
          </span>
        ) : null}
      </Link>
    </li>
  );
}

export function Access({ card }: { card: Pick<RoomCard, "visibility"> }) {
  const { t } = useTranslation();
  if (card.visibility === "public") return null;
  return (
    <span className={styles.access}>
      <LockIcon />
      {t(`card.${card.visibility}`)}
    </span>
  );
}

function Since({ card, now }: { card: RoomCard; now: number }) {
  const { t } = useTranslation();
  const length = useLength();
  if (card.phase !== "live") return <span className={styles.soon}>{t("card.soon")}</span>;
  const ms = now - Date.parse(card.liveAt ?? card.openedAt);
  return (
    <span className={styles.live}>
      <span className={styles.dot} aria-hidden="true" />
      {t("card.live")} · {ms < 60_000 ? t("card.now") : length(ms)}
    </span>
  );
}

/** What ended last: a quiet line each. */
export function EndedList({ rooms }: { rooms: readonly RoomCard[] }) {
  const { t } = useTranslation();
  const length = useLength();
  return (
    <ul className={styles.endedList}>
      {rooms.map((card) => (
        <li key={card.id}>
          <Link className={styles.ended} to={`/r/${card.id}`}>
            <Portrait person={card.host} size="small" />
            <span className={styles.endedWords}>
              <span className={styles.endedTitle} lang={card.language}>
                {card.title}
              </span>
              <span className={styles.soft}>
                {t("card.lasted", {
                  host: card.host.displayName,
                  length: length(
                    Date.parse(card.endedAt ?? card.openedAt) - Date.parse(card.liveAt ?? card.openedAt),
                  ),
                })}
              </span>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
