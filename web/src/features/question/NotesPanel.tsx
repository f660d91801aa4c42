import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { keys } from "../../api/keys";
import { noteScene } from "../../models/notes";
import { Button } from "../../ui/Button";
import { SkeletonRows } from "../../ui/Skeleton";
import { Time } from "../../ui/Time";
import { Player } from "../recorder/Player";
import type { VisitProps } from "../room/VisitScreen";
import { useCalls } from "../session/session";
import styles from "./Questions.module.css";

/** What listeners sent the stage: hosts read or hear it first, and may put it on air. */
export function NotesPanel({ view, actions }: VisitProps) {
  const { t } = useTranslation();
  const { notes } = useCalls();
  const id = view.head?.id ?? "";
  const { waiting, onAir } = noteScene(view.parts);
  const list = useQuery({
    queryKey: [...keys.room(id), "notes", waiting, onAir?.id],
    queryFn: ({ signal }) => notes.waiting(id, signal),
    enabled: waiting > 0,
    placeholderData: (before) => before,
  });
  if (waiting === 0) return null;
  const busy = view.pending.has("note:air");
  return (
    <section className={styles.answered} aria-labelledby="notes">
      <h3 id="notes" className={styles.title}>
        {t("notes.title")}
      </h3>
      {list.isPending ? <SkeletonRows rows={1} /> : null}
      {list.isError ? (
        <p className={styles.note} role="alert">
          {t("notes.failed")} <Button onClick={() => void list.refetch()}>{t("common.retry")}</Button>
        </p>
      ) : null}
      <ul className={styles.list}>
        {list.data?.items.map((note) => (
          <li key={note.id} className={styles.past}>
            {note.voiceUrl ? (
              <Player
                src={note.voiceUrl}
                label={t("notes.spoken")}
                {...(note.voiceSeconds === undefined ? {} : { seconds: note.voiceSeconds })}
              />
            ) : (
              <p className={styles.text}>{note.text}</p>
            )}
            <span className={styles.note}>
              {note.by.displayName || t("questions.somebody")} · <Time at={note.sentAt} />
            </span>
            <div className={styles.ways}>
              <Button
                disabled={busy || view.head?.phase !== "live"}
                onClick={() => void actions.run("note:air", () => notes.air(id, note.id))}
              >
                {note.voiceUrl ? t("notes.play") : t("notes.show")}
              </Button>
              <Button
                look="quiet"
                disabled={view.pending.has(`note:${note.id}`)}
                onClick={() => void actions.run(`note:${note.id}`, () => notes.dismiss(id, note.id))}
              >
                {t("notes.dismiss")}
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
