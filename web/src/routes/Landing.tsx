import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { keys } from "../api/keys";
import type { RoomCard } from "../api/types";
import { ReservationForm } from "../features/account/ReservationForm";
import { Rules } from "../features/account/Rules";
import { Portrait } from "../features/person/Portrait";
import { useCalls, useCommunity } from "../features/session/session";
import { Shell } from "../features/shell/Shell";
import { Card } from "../ui/Card";
import { Empty } from "../ui/Empty";
import styles from "./Landing.module.css";

/** The door for whoever has no account: what this is, a name to keep, and rooms that anybody may hear. */
export default function Landing() {
  const { t } = useTranslation();
  const community = useCommunity();
  if (community?.needsSetup) {
    return (
      <Shell>
        <Empty level={1} title={t("landing.notReady")}>
          {t("landing.notReadyText")}
        </Empty>
      </Shell>
    );
  }
  return (
    <Shell width="wide">
      <div className={styles.columns}>
        <div className={styles.words}>
          <h1>{t("landing.title")}</h1>
          <p className={styles.lead}>{community?.description || t("landing.what")}</p>
          <PublicRooms />
        </div>
        <div className={styles.form}>
          <Card title={t("landing.keep")} text={t("landing.keepText")}>
            <ReservationForm />
          </Card>
          <p className={styles.have}>
            {t("landing.have")} <Link to="/sign-in">{t("landing.signIn")}</Link>
          </p>
        </div>
        <div className={styles.more}>
          <section className={styles.next}>
            <h2>{t("landing.next")}</h2>
            <ol>
              <li>{t("landing.step1")}</li>
              <li>{t("landing.step2")}</li>
              <li>{t("landing.step3")}</li>
            </ol>
          </section>
          <Rules text={community?.rules ?? ""} />
        </div>
      </div>
    </Shell>
  );
}

/** Rooms that are open to everybody now; keeps quiet when there is none, or when they cannot be had. */
function PublicRooms() {
  const { t } = useTranslation();
  const calls = useCalls();
  const hallway = useQuery({ queryKey: keys.hallway, queryFn: ({ signal }) => calls.rooms.hallway(signal) });
  const live = hallway.data?.live.slice(0, 3) ?? [];
  if (live.length === 0) return null;
  return (
    <section className={styles.rooms}>
      <h2>{t("landing.listen")}</h2>
      <ul>
        {live.map((room) => (
          <li key={room.id}>
            <PublicRoom room={room} />
          </li>
        ))}
      </ul>
      <p>{t("landing.listenText")}</p>
    </section>
  );
}

function PublicRoom({ room }: { room: RoomCard }) {
  const { t } = useTranslation();
  return (
    <Link className={styles.room} to={`/r/${room.id}`}>
      <span className={styles.roomWords}>
        <strong>{room.title}</strong>
        <small>
          {room.topic.title} · {t("landing.listeners", { count: room.listeners })}
        </small>
      </span>
      <span className={styles.faces}>
        {room.speakers.slice(0, 3).map((person) => (
          <Portrait key={person.id} person={person} size="small" />
        ))}
      </span>
    </Link>
  );
}
