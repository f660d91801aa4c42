import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiProblem } from "../../api/problem";
import { Button } from "../../ui/Button";
import { Form, FormActions, TextField } from "../../ui/Field";
import { FilePick } from "../../ui/FilePick";
import { CloseIcon, PinIcon } from "../../ui/icons";
import { useCalls } from "../session/session";
import { useTell } from "../states/problems";
import styles from "./Notes.module.css";
import { useSize } from "./size";

/** What the server takes; it looks at the bytes itself. */
const accepted = ".pdf,.png,.jpg,.jpeg,.webp,.csv,.md,.txt";

/** What is wrong with what was given, not with the moment: said beside it. */
const aboutIt = ["pin-link-invalid", "pin-file-invalid", "too-large"];

/** Evidence for what is said now, or for what one was asked for: an address, a number in words, or a file. */
export function PinForm({ id, flag, done }: { id: string; flag?: string; done?: () => void }) {
  const { t } = useTranslation();
  const { marks } = useCalls();
  const tell = useTell();
  const [open, setOpen] = useState(flag !== undefined);
  const [what, setWhat] = useState("");
  const [text, setText] = useState("");
  const [file, setFile] = useState<File | null>(null);
  const [error, setError] = useState("");
  const [sending, setSending] = useState(false);
  const link = /^https?:\/\//i.test(what.trim());
  if (!open) {
    return (
      <Button look="quiet" className={styles.pinButton} onClick={() => setOpen(true)}>
        <PinIcon />
        {t("mark.pin")}
      </Button>
    );
  }
  const close = () => {
    setWhat("");
    setText("");
    setFile(null);
    setError("");
    setOpen(false);
    done?.();
  };
  const send = () => {
    const to = flag === undefined ? {} : { flag };
    if (file) return marks.pinFile(id, file, { text, ...to });
    const given = what.trim();
    return marks.pin(
      id,
      link ? { kind: "link", url: given, text, ...to } : { kind: "number", text: given, ...to },
    );
  };
  const pin = async () => {
    if (!file && !link && !/\p{Nd}/u.test(what)) {
      setError(t("mark.pinWrong"));
      return;
    }
    setSending(true);
    try {
      await send();
      close();
    } catch (problem) {
      if (problem instanceof ApiProblem && aboutIt.includes(problem.slug ?? "")) setError(problem.detail);
      else tell(problem);
    } finally {
      setSending(false);
    }
  };
  const choose = (chosen: File | null) => {
    setFile(chosen);
    setError("");
  };
  return (
    <Form label={t("mark.pin")} onSubmit={() => void pin()}>
      {file ? (
        <Chosen file={file} error={error} drop={() => choose(null)} />
      ) : (
        <>
          <TextField
            label={t("mark.pinWhat")}
            hint={t("mark.pinHint")}
            error={error}
            maxLength={2000}
            value={what}
            onChange={(typed) => {
              setWhat(typed);
              setError("");
            }}
          />
          {what.trim() === "" ? (
            <FilePick label={t("mark.pinFile")} accept={accepted} onPick={choose} />
          ) : null}
        </>
      )}
      {link || file ? (
        <TextField label={t("mark.pinText")} maxLength={200} value={text} onChange={setText} />
      ) : null}
      <FormActions>
        <Button onClick={close}>{t("mark.cancel")}</Button>
        <Button look="primary" type="submit" disabled={sending || (!file && what.trim() === "")}>
          {t("mark.pinGo")}
        </Button>
      </FormActions>
    </Form>
  );
}

/** The file that is about to be pinned. */
function Chosen({ file, error, drop }: { file: File; error: string; drop: () => void }) {
  const { t } = useTranslation();
  const size = useSize();
  return (
    <div>
      <p className={styles.chosen}>
        <span className={styles.words}>
          <strong>{file.name}</strong>
          <span className={styles.note}>{size(file.size)}</span>
        </span>
        <Button look="quiet" round aria-label={t("mark.pinNoFile", { name: file.name })} onClick={drop}>
          <CloseIcon />
        </Button>
      </p>
      <p className={error ? styles.wrong : styles.note} role={error ? "alert" : undefined}>
        {error || t("mark.pinFileHint")}
      </p>
    </div>
  );
}
