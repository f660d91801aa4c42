import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { keys } from "../../api/keys";
import { Button } from "../../ui/Button";
import { SkeletonRows } from "../../ui/Skeleton";
import { clock } from "../hallway/words";
import { useCalls } from "../session/session";
import styles from "./Questions.module.css";
import { QuestionWords } from "./QuestionWords";

/** What was answered so far, when somebody wants to look. */
export function AnsweredList({ id, count }: { id: string; count: number }) {
  const { t } = useTranslation();
  const { questions } = useCalls();
  const [open, setOpen] = useState(false);
  const ledger = useQuery({
    queryKey: [...keys.room(id), "answers", count],
    queryFn: ({ signal }) => questions.ledger(id, signal),
    enabled: open,
    placeholderData: (before) => before,
  });
  const lines = ledger.data?.items.filter(({ answers }) => answers.some(({ to }) => to !== undefined)) ?? [];
  return (
    <section className={styles.answered}>
      <div>
        <Button look="quiet" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t("questions.answered", { count })}
        </Button>
      </div>
      {open && ledger.isPending ? <SkeletonRows rows={2} /> : null}
      {open && ledger.isError ? (
        <p className={styles.note} role="alert">
          {t("questions.failed")} <Button onClick={() => void ledger.refetch()}>{t("common.retry")}</Button>
        </p>
      ) : null}
      {open && lines.length > 0 ? (
        <ol className={styles.list}>
          {lines.map(({ question, answers }) => (
            <li key={question.id} className={styles.past}>
              <QuestionWords question={question} />
              {answers.map((answer) => (
                <span key={answer.id} className={styles.note}>
                  {t("questions.answerAt", {
                    name: answer.by.displayName || t("questions.somebody"),
                    clock: clock(Math.floor(answer.from ?? 0)),
                  })}
                </span>
              ))}
            </li>
          ))}
        </ol>
      ) : null}
    </section>
  );
}
