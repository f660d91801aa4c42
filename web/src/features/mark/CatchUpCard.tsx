import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { keys } from "../../api/keys";
import { timecode } from "../../models/timecode";
import { Button } from "../../ui/Button";
import { CloseIcon } from "../../ui/icons";
import type { VisitProps } from "../room/VisitScreen";
import { useCalls } from "../session/session";
import styles from "./Notes.module.css";

/** Lines that are of now; of the others one wants to know since when. */
const ofNow: ReadonlySet<string> = new Set(["topic", "speaker", "left"]);
/** A little less than the server's own bound, which decides. */
const lateMs = 60_000;

/** What was said so far, for who comes late: first over the stage, gone with one key. */
export function CatchUpCard({ view }: VisitProps) {
  const { t } = useTranslation();
  const agenda = useAgendaPart();
  const { marks } = useCalls();
  const { head } = view;
  const id = head?.id ?? "";
  const [late] = useState(() => head?.liveAt !== undefined && Date.now() - Date.parse(head.liveAt) > lateMs);
  const [gone, setGone] = useState(false);
  const asks = late && !gone && head?.phase === "live";
  const card = useQuery({
    queryKey: [...keys.room(id), "catch-up"],
    queryFn: ({ signal }) => marks.catchUp(id, signal),
    enabled: asks,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const lines = asks ? (card.data?.lines ?? []) : [];
  const shown = lines.length > 0;
  useEffect(() => {
    if (!shown) return;
    const close = ({ key }: KeyboardEvent) => {
      if (key === "Escape") setGone(true);
    };
    document.addEventListener("keydown", close);
    return () => document.removeEventListener("keydown", close);
  }, [shown]);
  if (!shown) return null;
  return (
    <section className={styles.card} aria-labelledby="catch-up">
      <div className={styles.cardHead}>
        <h2 id="catch-up">{t("mark.catchUp")}</h2>
        <Button look="quiet" round aria-label={t("mark.close")} onClick={() => setGone(true)}>
          <CloseIcon />
        </Button>
      </div>
      <ul className={styles.list}>
        {lines.map((line) => (
          <li key={`${line.about} ${line.second} ${line.text}`} className={styles.catchUp}>
            <span className={styles.clock}>{ofNow.has(line.about) ? "" : timecode(line.second)}</span>
            <span className={styles.words}>
              {line.about === "agenda" ? t("mark.agenda", { name: agenda(line.text) }) : line.text}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A part of a format in the page's words; one that the host made up in the host's. */
function useAgendaPart(): (text: string) => string {
  const { t } = useTranslation();
  const words: Readonly<Record<string, string>> = t("show.part", { returnObjects: true });
  return (text) => words[text] ?? text;
}
