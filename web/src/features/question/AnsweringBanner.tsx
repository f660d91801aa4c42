import { useTranslation } from "react-i18next";
import { isHost } from "../../models/roomScene";
import { Button } from "../../ui/Button";
import type { VisitProps } from "../room/VisitScreen";
import styles from "./Questions.module.css";
import { QuestionWords } from "./QuestionWords";
import { useDeeds, useScene } from "./useQuestions";

/** What is being answered now, and by whom; hosts say when that is done. */
export function AnsweringBanner({ view, actions }: VisitProps) {
  const { t } = useTranslation();
  const { answering } = useScene(view);
  const deeds = useDeeds({ view, actions });
  if (answering === null) return null;
  const name = answering.answering?.by.displayName || t("questions.somebody");
  const busy = view.pending.has("question:answer");
  return (
    <section className={styles.banner} aria-labelledby="answering">
      <h2 id="answering" className={styles.note}>
        {t("questions.answering", { name })}
      </h2>
      <QuestionWords question={answering} />
      {isHost(view) ? (
        <div className={styles.deeds}>
          <Button look="primary" disabled={busy} onClick={() => deeds.end(answering, true)}>
            {t("questions.done")}
          </Button>
          <Button look="quiet" disabled={busy} onClick={() => deeds.end(answering, false)}>
            {t("questions.notYet")}
          </Button>
        </div>
      ) : null}
    </section>
  );
}
