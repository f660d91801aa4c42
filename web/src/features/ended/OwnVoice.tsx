import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { keys } from "../../api/keys";
import type { Recording } from "../../api/types";
import { Button } from "../../ui/Button";
import { useCalls } from "../session/session";
import { useTell } from "../states/problems";
import styles from "./Ended.module.css";

/** One's own voice in the recording, and the way to take it back for good. */
export function OwnVoice({ room, recording }: { room: string; recording: Recording }) {
  const { t } = useTranslation();
  const calls = useCalls();
  const queries = useQueryClient();
  const tell = useTell();
  const [sure, setSure] = useState(false);
  const withdraw = useMutation({
    mutationFn: () => calls.recording.answer(room, false),
    onSuccess: () => queries.invalidateQueries({ queryKey: keys.recording(room) }),
    onError: tell,
  });
  if (recording.agreed !== true || recording.state === "expired") return null;
  return (
    <section className={styles.section} aria-labelledby="own-voice">
      <h2 id="own-voice">{t("endedRoom.own")}</h2>
      <p className={styles.soft}>{sure ? t("endedRoom.ownSure") : t("endedRoom.ownText")}</p>
      <div className={styles.moments}>
        {sure ? (
          <>
            <Button look="leaving" disabled={withdraw.isPending} onClick={() => withdraw.mutate()}>
              {t("endedRoom.ownDelete")}
            </Button>
            <Button look="quiet" onClick={() => setSure(false)}>
              {t("endedRoom.ownKeep")}
            </Button>
          </>
        ) : (
          <Button onClick={() => setSure(true)}>{t("endedRoom.ownDelete")}</Button>
        )}
      </div>
    </section>
  );
}
