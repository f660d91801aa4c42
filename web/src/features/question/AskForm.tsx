import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Recording } from "../../models/recorder";
import { Button } from "../../ui/Button";
import { Counter, Form, FormActions, TextArea } from "../../ui/Field";
import { useToasts } from "../../ui/Toasts";
import { Toggle } from "../../ui/Toggle";
import { Recorder } from "../recorder/Recorder";
import type { VisitProps } from "../room/VisitScreen";
import { useCalls } from "../session/session";
import styles from "./Questions.module.css";
import type { QuestionDeeds } from "./useQuestions";

const mostCharacters = 280;
const longestSeconds = 30;

type Way = "question" | "aloud" | "note" | "noteAloud";

/** The ways to say something without the floor: a question for all to vote on, or a note to the hosts. */
export function AskForm({ view, actions, deeds }: VisitProps & { deeds: QuestionDeeds }) {
  const { t } = useTranslation();
  const toasts = useToasts();
  const { notes } = useCalls();
  const [way, setWay] = useState<Way | null>(null);
  const id = view.head?.id ?? "";
  const busy = view.pending.has("question:ask") || view.pending.has("note:send");
  const close = () => setWay(null);
  const send = async (request: () => Promise<unknown>) => {
    const done = await actions.run("note:send", request);
    if (done) toasts.show({ text: t("notes.sent") });
    return done;
  };
  // Whoever has a seat would record over an open microphone, and is heard anyway.
  const aloud = !view.you?.seat;
  switch (way) {
    case "question":
      return (
        <Written
          kind="questions"
          busy={busy}
          send={deeds.ask}
          close={close}
          aloud={aloud ? () => setWay("aloud") : undefined}
        />
      );
    case "aloud":
      return <Spoken kind="questions" busy={busy} send={deeds.speak} close={close} />;
    case "note":
      return (
        <Written
          kind="notes"
          busy={busy}
          send={(text) => send(() => notes.send(id, text))}
          close={close}
          aloud={aloud ? () => setWay("noteAloud") : undefined}
        />
      );
    case "noteAloud":
      return (
        <Spoken kind="notes" busy={busy} send={(file) => send(() => notes.speak(id, file))} close={close} />
      );
    case null:
      return (
        <div className={styles.ways}>
          <Button onClick={() => setWay("question")}>{t("questions.ask")}</Button>
          <Button look="quiet" onClick={() => setWay("note")}>
            {t("notes.ask")}
          </Button>
        </div>
      );
  }
}

interface Saying {
  kind: "questions" | "notes";
  busy: boolean;
  close: () => void;
}

function Written(
  props: Saying & {
    send: (text: string, nameless: boolean) => Promise<boolean>;
    aloud?: (() => void) | undefined;
  },
) {
  const { t } = useTranslation();
  const { kind, busy, send, close, aloud } = props;
  const [text, setText] = useState("");
  const [nameless, setNameless] = useState(false);
  const ready = text.trim() !== "" && !busy;
  return (
    <Form
      label={t(`${kind}.ask`)}
      onSubmit={() => {
        if (ready) void send(text.trim(), nameless).then((done) => done && close());
      }}
    >
      <TextArea
        label={t(`${kind}.yours`)}
        hint={t(`${kind}.hint`)}
        value={text}
        onChange={setText}
        maxLength={mostCharacters}
        aside={<Counter count={text.length} most={mostCharacters} />}
        autoFocus
      />
      {kind === "questions" ? (
        <Toggle on={nameless} onChange={setNameless}>
          {t("questions.namelessWish")}
        </Toggle>
      ) : null}
      <FormActions>
        {aloud ? (
          <Button look="quiet" onClick={aloud}>
            {t(`${kind}.aloud`)}
          </Button>
        ) : null}
        <Button look="quiet" onClick={close}>
          {t("common.cancel")}
        </Button>
        <Button look="primary" type="submit" disabled={!ready} aria-busy={busy}>
          {t(`${kind}.send`)}
        </Button>
      </FormActions>
    </Form>
  );
}

function Spoken(props: Saying & { send: (recording: Blob) => Promise<boolean> }) {
  const { t } = useTranslation();
  const { kind, busy, send, close } = props;
  const [recording, setRecording] = useState<Recording | null>(null);
  return (
    <div className={styles.answered}>
      <Recorder maxSeconds={longestSeconds} prompt={t(`${kind}.prompt`)} onChange={setRecording} />
      <div className={styles.ways}>
        {recording ? (
          <Button
            look="primary"
            disabled={busy}
            aria-busy={busy}
            onClick={() => void send(recording.file).then((done) => done && close())}
          >
            {t(`${kind}.send`)}
          </Button>
        ) : null}
        <Button look="quiet" onClick={close}>
          {t("common.cancel")}
        </Button>
      </div>
    </div>
  );
}
