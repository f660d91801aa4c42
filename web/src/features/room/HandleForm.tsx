import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/Button";
import styles from "./Visit.module.css";

export interface HandleFormProps {
  label: string;
  go: string;
  send: (handle: string) => void;
}

/** One line that names a member by handle, with or without the sign before it. */
export function HandleForm({ label, go, send }: HandleFormProps) {
  const { t } = useTranslation();
  const [handle, setHandle] = useState("");
  return (
    <form
      className={styles.letIn}
      onSubmit={(event) => {
        event.preventDefault();
        const name = handle.trim().replace(/^@/, "");
        if (name === "") return;
        send(name);
        setHandle("");
      }}
    >
      <label>
        {label}
        <input
          value={handle}
          placeholder={t("host.letInHint")}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setHandle(event.target.value)}
        />
      </label>
      <Button type="submit">{go}</Button>
    </form>
  );
}
