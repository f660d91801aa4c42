import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Note } from "../../api/types";
import { lateSeconds, noteScene } from "../../models/notes";
import { isHost } from "../../models/roomScene";
import { Button } from "../../ui/Button";
import { useBlocked } from "../blocked/useBlocked";
import { Player } from "../recorder/Player";
import type { VisitProps } from "../room/VisitScreen";
import { useCalls } from "../session/session";
import styles from "./Questions.module.css";

/** A listener's note that a host put on air: everybody reads or hears it at the same time. */
export function NoteBanner({ view, actions }: VisitProps) {
  const { t } = useTranslation();
  const { notes } = useCalls();
  const { onAir } = noteScene(view.parts);
  const blocked = useBlocked(view);
  if (onAir === null || (blocked.has(onAir.by.id) && !isHost(view))) return null;
  const name = onAir.by.displayName || t("questions.somebody");
  return (
    <section className={styles.banner} aria-labelledby="note">
      <h2 id="note" className={styles.note}>
        {t("notes.from", { name })}
      </h2>
      {onAir.voiceUrl ? (
        <Aired key={onAir.id + onAir.airedAt} note={onAir} src={onAir.voiceUrl} />
      ) : (
        <p className={styles.text}>{onAir.text}</p>
      )}
      {isHost(view) ? (
        <div className={styles.ways}>
          <Button
            look="quiet"
            disabled={view.pending.has("note:air")}
            onClick={() => void actions.run("note:air", () => notes.stop(view.head?.id ?? ""))}
          >
            {t("notes.stop")}
          </Button>
        </div>
      ) : null}
    </section>
  );
}

/** Plays by itself; where the browser wants a tap first, there is a button. */
function Aired({ note, src }: { note: Note; src: string }) {
  const { t } = useTranslation();
  const audio = useRef<HTMLAudioElement>(null);
  const [withheld, setWithheld] = useState(false);
  useEffect(() => {
    const element = audio.current;
    if (element === null) return;
    element.currentTime = lateSeconds(note, Date.now());
    element.play().catch(() => setWithheld(true));
    return () => element.pause();
  }, [note]);
  if (withheld) {
    return (
      <Player
        src={src}
        label={t("notes.spoken")}
        {...(note.voiceSeconds === undefined ? {} : { seconds: note.voiceSeconds })}
      />
    );
  }
  return (
    <p className={styles.text}>
      {/* biome-ignore lint/a11y/useMediaCaption: a listener's note is a few seconds of one person, without captions */}
      <audio ref={audio} src={src} />
      {t("notes.plays")}
    </p>
  );
}
