import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { keys } from "../../api/keys";
import type { RoomCard } from "../../api/types";
import { Empty } from "../../ui/Empty";
import { SkeletonRows } from "../../ui/Skeleton";
import { Time } from "../../ui/Time";
import { useCalls } from "../session/session";
import { Failed } from "../states/Failed";
import styles from "./Console.module.css";

/** Every open room, private ones included. */
export function RoomsNow() {
  const { t } = useTranslation();
  const calls = useCalls();
  const rooms = useQuery({
    queryKey: keys.adminRooms,
    queryFn: ({ signal }) => calls.admin.rooms(signal),
    refetchInterval: 10_000,
  });
  if (rooms.data) {
    return (
      <ul className={styles.rows}>
        {rooms.data.items.length === 0 ? (
          <li>
            <Empty level={2} title={t("console.noRooms")}>
              {t("console.noRoomsText")}
            </Empty>
          </li>
        ) : null}
        {rooms.data.items.map((room) => (
          <RoomRow key={room.id} room={room} />
        ))}
      </ul>
    );
  }
  if (rooms.error) return <Failed error={rooms.error} again={() => void rooms.refetch()} />;
  return <SkeletonRows />;
}

function RoomRow({ room }: { room: RoomCard }) {
  const { t } = useTranslation();
  return (
    <li className={styles.row}>
      <span className={styles.words}>
        <Link to={`/r/${room.id}`}>{room.title}</Link>
        <small>
          {room.host.displayName} · {t(`console.visibility.${room.visibility}`)} · <Time at={room.openedAt} />
        </small>
      </span>
      <span className={styles.end}>
        <span>{t("console.listeners", { count: room.listeners })}</span>
        <span className={styles.state} data-state={room.phase}>
          {t(`console.phase.${room.phase}`)}
        </span>
      </span>
    </li>
  );
}
