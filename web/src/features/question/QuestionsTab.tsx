import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Question } from "../../api/types";
import { isHost } from "../../models/roomScene";
import { Button } from "../../ui/Button";
import { Counter, Form, FormActions, TextArea } from "../../ui/Field";
import { Time } from "../../ui/Time";
import { Toggle } from "../../ui/Toggle";
import { Player } from "../recorder/Player";
import type { VisitProps } from "../room/VisitScreen";
import { AnswerButton } from "./AnswerButton";
import { AnsweredList } from "./AnsweredList";
import styles from "./Questions.module.css";
import { type QuestionDeeds, useQuestions } from "./useQuestions";

const mostCharacters = 280;

/** What the room is asked, the most wanted first; one vote a person, one tap. */
export function QuestionsTab(props: VisitProps) {
  const { t } = useTranslation();
  const { scene, deeds } = useQuestions(props);
  const { view } = props;
  const member = view.signedIn && view.you !== null && view.you.role !== "guest";
  return (
    <>
      {member ? <Ask busy={view.pending.has("question:ask")} deeds={deeds} /> : null}
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

function Ask({ busy, deeds }: { busy: boolean; deeds: QuestionDeeds }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const [text, setText] = useState("");
  const [nameless, setNameless] = useState(false);
  const ready = text.trim() !== "" && !busy;
  if (!open) {
    return (
      <div>
        <Button onClick={() => setOpen(true)}>{t("questions.ask")}</Button>
      </div>
    );
  }
  const close = () => {
    setOpen(false);
    setText("");
    setNameless(false);
  };
  return (
    <Form
      label={t("questions.ask")}
      onSubmit={() => {
        if (ready) void deeds.ask(text.trim(), nameless).then((done) => done && close());
      }}
    >
      <TextArea
        label={t("questions.yours")}
        hint={t("questions.hint")}
        value={text}
        onChange={setText}
        maxLength={mostCharacters}
        aside={<Counter count={text.length} most={mostCharacters} />}
        autoFocus
      />
      <Toggle on={nameless} onChange={setNameless}>
        {t("questions.namelessWish")}
      </Toggle>
      <FormActions>
        <Button look="quiet" onClick={close}>
          {t("common.cancel")}
        </Button>
        <Button look="primary" type="submit" disabled={!ready} aria-busy={busy}>
          {t("questions.send")}
        </Button>
      </FormActions>
    </Form>
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

/** What was asked, in writing or aloud. */
export function QuestionWords({ question }: { question: Question }) {
  const { t } = useTranslation();
  if (question.voiceUrl) {
    return (
      <Player
        src={question.voiceUrl}
        label={t("questions.spoken")}
        {...(question.voiceSeconds === undefined ? {} : { seconds: question.voiceSeconds })}
      />
    );
  }
  return <p className={styles.text}>{question.text ?? t("questions.gone")}</p>;
}

/** Who asked; without a name nobody but the hosts reads one. */
export function Asker({ question }: { question: Question }) {
  const { t } = useTranslation();
  const { mine, nameless, by } = question;
  const name = by?.displayName || t("questions.somebody");
  if (nameless && mine) return t("questions.youNameless");
  if (mine) return t("questions.you");
  if (nameless) return by ? t("questions.namelessBy", { name }) : t("questions.nameless");
  return name;
}
