import { useTranslation } from "react-i18next";
import type { Question } from "../../api/types";
import { isHost } from "../../models/roomScene";
import { Button } from "../../ui/Button";
import { Time } from "../../ui/Time";
import type { VisitProps } from "../room/VisitScreen";
import { AnswerButton } from "./AnswerButton";
import { AnsweredList } from "./AnsweredList";
import { AskForm } from "./AskForm";
import styles from "./Questions.module.css";
import { Asker, QuestionWords } from "./QuestionWords";
import { type QuestionDeeds, useQuestions } from "./useQuestions";

/** What the room is asked, the most wanted first; one vote a person, one tap. */
export function QuestionsTab(props: VisitProps) {
  const { t } = useTranslation();
  const { scene, deeds } = useQuestions(props);
  const { view } = props;
  const member = view.signedIn && view.you !== null && view.you.role !== "guest";
  return (
    <>
      {member ? <AskForm {...props} deeds={deeds} /> : null}
      {scene.waiting.length === 0 ? (
        <p className={styles.note}>{member ? t("questions.none") : t("questions.noneGuest")}</p>
      ) : (
        <ol className={styles.list}>
          {scene.waiting.map((question) => (
            <Line key={question.id} {...props} question={question} deeds={deeds} member={member} />
          ))}
        </ol>
      )}
      {scene.answered > 0 ? <AnsweredList id={view.head?.id ?? ""} count={scene.answered} /> : null}
    </>
  );
}

function Line(props: VisitProps & { question: Question; deeds: QuestionDeeds; member: boolean }) {
  const { t } = useTranslation();
  const { question, deeds, member, view, actions } = props;
  const busy = view.pending.has(`question:${question.id}`);
  const host = isHost(view);
  return (
    <li className={styles.line}>
      <button
        type="button"
        className={styles.vote}
        aria-pressed={question.voted === true}
        aria-label={t("questions.vote", {
          count: question.votes,
          text: question.text ?? t("questions.spoken"),
        })}
        disabled={!member || question.mine === true || busy}
        onClick={() => deeds.vote(question)}
      >
        <span aria-hidden="true" className={styles.arrow} />
        {question.votes}
      </button>
      <div className={styles.words}>
        <QuestionWords question={question} />
        <span className={styles.note}>
          <Asker question={question} /> · <Time at={question.askedAt} />
        </span>
      </div>
      <div className={styles.deeds}>
        {host && view.head?.phase === "live" ? (
          <AnswerButton question={question} deeds={deeds} view={view} actions={actions} />
        ) : null}
        {host || question.mine ? (
          <Button look="quiet" disabled={busy} onClick={() => deeds.takeAway(question)}>
            {question.mine ? t("questions.withdraw") : t("questions.dismiss")}
          </Button>
        ) : null}
      </div>
    </li>
  );
}
