import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { keys } from "../../api/keys";
import { linesSoFar, mayMark, pinsOf } from "../../models/marks";
import { isHost } from "../../models/roomScene";
import { timecode } from "../../models/timecode";
import { Button } from "../../ui/Button";
import { TrashIcon } from "../../ui/icons";
import { SkeletonRows } from "../../ui/Skeleton";
import type { VisitProps } from "../room/VisitScreen";
import { useCalls } from "../session/session";
import { Lines, Pins } from "./Lines";
import { MarkButtons } from "./MarkButtons";
import styles from "./Notes.module.css";
import { PinForm } from "./PinForm";

/** Many have this open at once: each asks again at its own moment. */
const spreadMs = 3_000;

/** What is worth keeping: marks that become the minutes while one listens, and the evidence. */
export function NotesTab({ view, actions }: VisitProps) {
  const { t } = useTranslation();
  const { marks } = useCalls();
  const id = view.head?.id ?? "";
  const lines = linesSoFar(view);
  const minutes = useQuery({
    queryKey: [...keys.room(id), "minutes"],
    queryFn: ({ signal }) => marks.minutes(id, signal),
  });
  const again = minutes.refetch;
  useEffect(() => {
    if (lines === 0) return;
    const timer = setTimeout(() => void again(), Math.random() * spreadMs);
    return () => clearTimeout(timer);
  }, [lines, again]);
  const may = mayMark(view);
  return (
    <>
      {may ? <MarkButtons view={view} actions={actions} /> : null}
      {may && view.you?.seat ? <PinForm id={id} /> : null}
      <PinList view={view} actions={actions} />
      {minutes.isPending ? (
        <SkeletonRows rows={2} />
      ) : minutes.isError ? (
        <p className={styles.note}>
          {t("mark.failed")} <Button onClick={() => void again()}>{t("refused.retry")}</Button>
        </p>
      ) : (
        <Lines lines={minutes.data.items} empty={t("mark.empty")} time={timecode} />
      )}
    </>
  );
}

/** What was pinned so far. */
function PinList({ view, actions }: VisitProps) {
  const { t } = useTranslation();
  const { marks } = useCalls();
  const id = view.head?.id ?? "";
  const mayTake = (by: string) => mayMark(view) && (isHost(view) || by === view.you?.identity);
  return (
    <Pins
      pins={pinsOf(view)}
      time={timecode}
      deed={(pin) =>
        mayTake(pin.by.id) ? (
          <Button
            look="quiet"
            round
            aria-label={t("mark.unpin", { text: pin.text })}
            onClick={() => void actions.run(`unpin:${pin.id}`, () => marks.unpin(id, pin.id))}
          >
            <TrashIcon />
          </Button>
        ) : null
      }
    />
  );
}
