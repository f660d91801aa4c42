import { type FormEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { Notice } from "../features/link/Notice";
import { Button } from "../ui/Button";
import styles from "./Landing.module.css";

/** The address without a link: what this is, and that one needs a link. */
export default function Landing() {
  const { t } = useTranslation();
  const id = useId();
  const navigate = useNavigate();
  const [text, setText] = useState("");
  const [wrong, setWrong] = useState(false);
  const open = (event: FormEvent) => {
    event.preventDefault();
    const link = /\/live#(\S+)/.exec(text)?.[1];
    if (link) void navigate(`/live#${link}`);
    else setWrong(true);
  };
  return (
    <Notice title={t("landing.title")}>
      <p>{t("landing.what")}</p>
      <p>{t("landing.need")}</p>
      <form className={styles.form} onSubmit={open}>
        <label htmlFor={id}>{t("landing.paste")}</label>
        <div className={styles.row}>
          <input
            id={id}
            value={text}
            placeholder={t("landing.placeholder")}
            autoComplete="off"
            spellCheck={false}
            aria-invalid={wrong}
            aria-describedby={wrong ? `${id}-wrong` : undefined}
            onChange={(event) => {
              setText(event.target.value);
              setWrong(false);
            }}
          />
          <Button type="submit">{t("landing.open")}</Button>
        </div>
        <p id={`${id}-wrong`} className={styles.wrong} role="alert">
          {wrong ? t("landing.notALink") : ""}
        </p>
      </form>
    </Notice>
  );
}
