import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { keys } from "../../api/keys";
import type { LedgerAnswer, LedgerLine } from "../../api/types";
import type { Recording } from "../../models/recorder";
import { Button } from "../../ui/Button";
import { SkeletonRows } from "../../ui/Skeleton";
import ended from "../ended/Ended.module.css";
import { Moment } from "../ended/Moment";
import type { SectionProps } from "../ended/sections";
import { Player } from "../recorder/Player";
import { Recorder } from "../recorder/Recorder";
import { useCalls } from "../session/session";
import { FormProblem } from "../states/Failed";
import styles from "./Questions.module.css";
import { Asker, QuestionWords } from "./QuestionWords";

const longestAnswerSeconds = 120;

/** What the room was asked and what it answered, each answer at its second; who was on the stage answers the rest. */
export function LedgerSection({ room, play }: SectionProps) {
  const { t } = useTranslation();
  const { questions } = useCalls();
  const ledger = useQuery({
    queryKey: [...keys.ended(room.id), "answers"],
    queryFn: ({ signal }) => questions.ledger(room.id, signal),
  });
  if (ledger.isPending) return <SkeletonRows rows={2} />;
  if (ledger.isError) {
    return (
      <p className={styles.note} role="alert">
        {t("questions.failed")} <Button onClick={() => void ledger.refetch()}>{t("common.retry")}</Button>
      </p>
    );
  }
  const { items, asked, answered, coverage } = ledger.data;
  if (asked === 0) return null;
  return (
    <section className={ended.section} aria-labelledby="ledger">
      <h2 id="ledger">{t("questions.tab")}</h2>
      <p className={styles.note}>
        {coverage === undefined
          ? t("questions.summary", { answered, asked })
          : t("questions.summaryVotes", { answered, asked, percent: Math.round(coverage * 100) })}
      </p>
      <ol className={styles.list}>
        {items.map((line) => (
          <Entry key={line.question.id} room={room.id} line={line} play={play} />
        ))}
      </ol>
    </section>
  );
}

function Entry({ room, line, play }: { room: string; line: LedgerLine; play: SectionProps["play"] }) {
  const { t } = useTranslation();
  const { question, answers, mayAnswer } = line;
  return (
    <li className={styles.past}>
      <QuestionWords question={question} />
      <span className={styles.note}>
        <Asker question={question} /> · {t("questions.votes", { count: question.votes })}
        {answers.length === 0 ? ` · ${t("questions.open")}` : ""}
      </span>
      {answers.map((answer) => (
        <Answer key={answer.id} answer={answer} play={play} />
      ))}
      {mayAnswer ? <AnswerByVoice room={room} question={question.id} /> : null}
    </li>
  );
}

function Answer({ answer, play }: { answer: LedgerAnswer; play: SectionProps["play"] }) {
  const { t } = useTranslation();
  const name = answer.by.displayName || t("questions.somebody");
  const worn = answer.hat ? t("questions.worn", { name, hat: answer.hat }) : name;
  if (answer.voiceUrl) {
    return (
      <Player
        src={answer.voiceUrl}
        label={t("questions.answerBy", { name: worn })}
        {...(answer.voiceSeconds === undefined ? {} : { seconds: answer.voiceSeconds })}
      />
    );
  }
  return (
    <div className={styles.answer}>
      {answer.from === undefined ? null : <Moment at={answer.from} play={play} speaker={answer.by.id} />}
      <span>{worn}</span>
    </div>
  );
}

function AnswerByVoice({ room, question }: { room: string; question: string }) {
  const { t } = useTranslation();
  const { questions } = useCalls();
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const [recording, setRecording] = useState<Recording | null>(null);
  const send = useMutation({
    mutationFn: (file: Blob) => questions.record(room, question, file),
    onSuccess: async () => {
      setOpen(false);
      await queries.invalidateQueries({ queryKey: [...keys.ended(room), "answers"] });
    },
  });
  if (!open) {
    return (
      <div>
        <Button onClick={() => setOpen(true)}>{t("questions.answerByVoice")}</Button>
      </div>
    );
  }
  return (
    <div className={styles.answered}>
      <Recorder
        maxSeconds={longestAnswerSeconds}
        prompt={t("questions.answerPrompt")}
        onChange={setRecording}
      />
      <FormProblem error={send.error} />
      <div className={styles.ways}>
        {recording ? (
          <Button look="primary" aria-busy={send.isPending} onClick={() => send.mutate(recording.file)}>
            {t("questions.answerSend")}
          </Button>
        ) : null}
        <Button look="quiet" onClick={() => setOpen(false)}>
          {t("common.cancel")}
        </Button>
      </div>
    </div>
  );
}
