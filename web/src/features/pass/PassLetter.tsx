import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { PassShown } from "../../api/types";
import { Button } from "../../ui/Button";
import { Form, FormActions, TextField } from "../../ui/Field";
import { Person } from "../person/Person";
import { useCalls } from "../session/session";
import { FormProblem } from "../states/Failed";
import styles from "./Pass.module.css";

const longestName = 40;

export interface PassLetterProps {
  code: string;
  shown: PassShown;
  /** They have the seat; the room is the next thing to see. */
  onSeat: (roomId: string) => void;
}

/** Who asks one onto which stage; a name and one tap take the seat. */
export function PassLetter({ code, shown, onSeat }: PassLetterProps) {
  const { t } = useTranslation();
  const { passes } = useCalls();
  const [name, setName] = useState("");
  const use = useMutation({
    mutationFn: () => passes.use(code, name.trim()),
    onSuccess: ({ roomId }) => onSeat(roomId),
  });
  const { room, by } = shown;
  return (
    <section className={styles.letter} aria-labelledby="pass-letter">
      <Person person={by} note={t("pass.asks")} plain />
      <h1 id="pass-letter" lang={room.language}>
        {room.title}
      </h1>
      <p className={styles.note}>{room.topic.title}</p>
      <Form
        onSubmit={() => {
          if (name.trim() !== "" && !use.isPending) use.mutate();
        }}
      >
        <TextField
          label={t("pass.name")}
          hint={t("pass.nameHint", { name: by.displayName })}
          value={name}
          onChange={setName}
          maxLength={longestName}
          autoComplete="name"
          autoFocus
        />
        <FormProblem error={use.error} />
        <FormActions>
          <Button look="primary" type="submit" disabled={name.trim() === "" || use.isPending}>
            {t("pass.go")}
          </Button>
        </FormActions>
      </Form>
    </section>
  );
}
