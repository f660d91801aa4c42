import { useState } from "react";
import { useTranslation } from "react-i18next";
import { readingSeconds, textOf } from "../../models/text";
import { Button } from "../../ui/Button";
import { Form, FormActions, TextArea } from "../../ui/Field";
import { clock } from "../hallway/words";
import type { VisitProps } from "../room/VisitScreen";
import { useCalls } from "../session/session";
import styles from "./TextTurn.module.css";

/** What the room reads now, large, in the place of a voice. Read aloud by screen readers as it comes. */
export function TextOnStage({ view }: VisitProps) {
  const { t } = useTranslation();
  const shown = textOf(view.parts);
  return (
    <div aria-live="polite">
      {shown ? (
        <figure className={styles.shown}>
          <figcaption>{t("text.by", { name: shown.person.displayName || t("floor.somebody") })}</figcaption>
          <blockquote lang={/\p{Script=Han}/u.test(shown.words) ? "zh" : undefined}>{shown.words}</blockquote>
        </figure>
      ) : null}
    </div>
  );
}

/** Where one writes what one would say, and queues with it. */
export function TextTab({ view, actions }: VisitProps) {
  const { t } = useTranslation();
  const { texts } = useCalls();
  const [words, setWords] = useState("");
  const [queued, setQueued] = useState("");
  const { boxSeconds } = view.floor;
  const seconds = Math.ceil(readingSeconds(words));
  const long = seconds > boxSeconds;
  const waits = view.you?.hand === true && queued !== "";
  const send = async () => {
    const text = words.trim();
    if (text === "" || long) return;
    if (await actions.run("text", () => texts.queue(view.head?.id ?? "", text))) setQueued(text);
  };
  return (
    <Form onSubmit={() => void send()}>
      <TextArea
        label={t("text.label")}
        hint={waits ? undefined : t("text.hint")}
        error={long ? t("text.long", { box: clock(boxSeconds) }) : undefined}
        good={waits ? t("text.waits") : undefined}
        value={words}
        onChange={setWords}
        aside={
          <span className={styles.time}>
            {t("text.time", { clock: clock(seconds), box: clock(boxSeconds) })}
          </span>
        }
      />
      <FormActions>
        {waits ? <Button onClick={actions.lowerHand}>{t("text.takeBack")}</Button> : null}
        <Button
          look="primary"
          type="submit"
          disabled={
            words.trim() === "" || long || view.pending.has("text") || (waits && queued === words.trim())
          }
        >
          {waits ? t("text.change") : t("text.send")}
        </Button>
      </FormActions>
    </Form>
  );
}
