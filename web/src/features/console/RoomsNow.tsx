import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { keys } from "../../api/keys";
import type { RoomCard } from "../../api/types";
import { Button } from "../../ui/Button";
import { Empty } from "../../ui/Empty";
import { TextField } from "../../ui/Field";
import { Modal } from "../../ui/Modal";
import { SkeletonRows } from "../../ui/Skeleton";
import { Time } from "../../ui/Time";
import { useToasts } from "../../ui/Toasts";
import { useCalls } from "../session/session";
import { Failed, FormProblem } from "../states/Failed";
import styles from "./Console.module.css";

/** Every open room, private ones included; an operator may end any. */
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
  const [ending, setEnding] = useState(false);
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
        <Button
          look="quiet"
          aria-label={`${t("console.endRoom")}: ${room.title}`}
          onClick={() => setEnding(true)}
        >
          {t("console.endRoom")}
        </Button>
      </span>
      {ending ? <EndRoom room={room} onClose={() => setEnding(false)} /> : null}
    </li>
  );
}

function EndRoom({ room, onClose }: { room: RoomCard; onClose: () => void }) {
  const { t } = useTranslation();
  const calls = useCalls();
  const queries = useQueryClient();
  const toasts = useToasts();
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const missing = reason.trim() === "";
  const end = useMutation({
    mutationFn: () => calls.admin.endRoom(room.id, reason.trim()),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: keys.admin });
      toasts.show({ text: t("console.roomEnded", { title: room.title }) });
      onClose();
    },
  });
  return (
    <Modal onClose={onClose} title={room.title} look="sheet">
      <TextField
        label={t("console.reason")}
        hint={t("console.roomReasonHint")}
        error={tried && missing ? t("console.reasonMissing") : undefined}
        value={reason}
        onChange={setReason}
        maxLength={500}
      />
      <FormProblem error={end.error} />
      <div className={styles.actions}>
        <Button
          look="leaving"
          aria-busy={end.isPending}
          onClick={() => {
            setTried(true);
            if (!missing) end.mutate();
          }}
        >
          {t("console.endRoom")}
        </Button>
      </div>
    </Modal>
  );
}
