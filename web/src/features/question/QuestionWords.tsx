import { useTranslation } from "react-i18next";
import type { Question } from "../../api/types";
import { Player } from "../recorder/Player";
import styles from "./Questions.module.css";

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
