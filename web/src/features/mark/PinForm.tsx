import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiProblem } from "../../api/problem";
import { Button } from "../../ui/Button";
import { Form, FormActions, TextField } from "../../ui/Field";
import { PinIcon } from "../../ui/icons";
import { useCalls } from "../session/session";
import { useTell } from "../states/problems";
import styles from "./Notes.module.css";

/** Evidence for what is said now, or for what one was asked for: an address, or a number in words. */
export function PinForm({ id, flag, done }: { id: string; flag?: string; done?: () => void }) {
  const { t } = useTranslation();
  const { marks } = useCalls();
  const tell = useTell();
  const [open, setOpen] = useState(flag !== undefined);
  const [what, setWhat] = useState("");
  const [text, setText] = useState("");
  const [error, setError] = useState("");
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
    setError("");
    setOpen(false);
    done?.();
  };
  const pin = async () => {
    const to = flag === undefined ? {} : { flag };
    const given = what.trim();
    if (!link && !/\p{Nd}/u.test(given)) {
      setError(t("mark.pinWrong"));
      return;
    }
    try {
      await marks.pin(
        id,
        link ? { kind: "link", url: given, text, ...to } : { kind: "number", text: given, ...to },
      );
      close();
    } catch (problem) {
      if (problem instanceof ApiProblem && problem.slug === "pin-link-invalid") setError(problem.detail);
      else tell(problem);
    }
  };
  return (
    <Form label={t("mark.pin")} onSubmit={() => void pin()}>
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
      {link ? <TextField label={t("mark.pinText")} maxLength={200} value={text} onChange={setText} /> : null}
      <FormActions>
        <Button onClick={close}>{t("mark.cancel")}</Button>
        <Button look="primary" type="submit" disabled={what.trim() === ""}>
          {t("mark.pinGo")}
        </Button>
      </FormActions>
    </Form>
  );
}
