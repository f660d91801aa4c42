import { useTranslation } from "react-i18next";
import { mustAsk, recordingOf } from "../../models/recording";
import { Button } from "../../ui/Button";
import type { VisitProps } from "../room/VisitScreen";
import { useCalls } from "../session/session";
import styles from "./Recording.module.css";

/** The sign that everybody sees while a room is recorded, and the question to those who speak or are about to. */
export function RecordingSign({ view, actions }: VisitProps) {
  const { t } = useTranslation();
  const calls = useCalls();
  const { head, you, pending } = view;
  const recording = recordingOf(view.parts);
  if (recording === null || head === null || !(recording.on || recording.full)) return null;
  const say = (agree: boolean) =>
    void actions.run("recording-consent", () => calls.recording.answer(head.id, agree));
  const waiting = pending.has("recording-consent");
  const ask = mustAsk(recording, you);
  const answer = you === null ? undefined : recording.answers[you.identity];
  const speaks = you !== null && (you.seat || you.offer);
  const words = recording.full
    ? t("recording.full")
    : head.phase === "backstage"
      ? t("recording.soon")
      : t("recording.on");
  return (
    <section className={styles.sign} data-ask={ask} aria-label={t("recording.title")}>
      <p className={styles.words}>
        <span className={styles.dot} data-on={recording.on} aria-hidden="true" />
        <span>
          <strong>{words}</strong> {recording.on && speaks ? t(ownWords(answer)) : null}
        </span>
      </p>
      {recording.on && speaks ? (
        <div className={styles.deeds}>
          {answer === true ? null : (
            <Button look={ask ? "primary" : "quiet"} disabled={waiting} onClick={() => say(true)}>
              {t("recording.agree")}
            </Button>
          )}
          {answer === false ? null : (
            <Button look={ask ? "plain" : "quiet"} disabled={waiting} onClick={() => say(false)}>
              {t(answer ? "recording.withdraw" : "recording.refuse")}
            </Button>
          )}
        </div>
      ) : null}
    </section>
  );
}

function ownWords(answer: boolean | undefined) {
  if (answer === undefined) return "recording.question";
  return answer ? "recording.yours" : "recording.notYours";
}
