import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/Button";
import { TuneIcon } from "../../ui/icons";
import { SettingsDialog } from "../settings/SettingsDialog";
import styles from "./Notice.module.css";

export interface NoticeProps {
  title: string;
  children: ReactNode;
  /** Small print above the title, such as the room's name. */
  above?: string;
}

/** A whole page that says one thing: what happened, what is kept, what to do. */
export function Notice({ title, children, above }: NoticeProps) {
  return (
    <div className={styles.page}>
      <PageHead />
      <main className={styles.main}>
        {above ? <p className={styles.room}>{above}</p> : null}
        <h1>{title}</h1>
        {children}
      </main>
    </div>
  );
}

export function NoticeActions({ children }: { children: ReactNode }) {
  return <div className={styles.actions}>{children}</div>;
}

export function RequestId({ id }: { id: string | null }) {
  const { t } = useTranslation();
  return id ? <p className={styles.request}>{t("refused.request", { id })}</p> : null;
}

/** Text meant to be passed on to somebody else, with a button that copies it. */
export function PassOn({ text }: { text: string }) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState(false);
  const copy = () => {
    navigator.clipboard?.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  return (
    <>
      <p className={styles.ask}>{text}</p>
      <Button onClick={copy}>{copied ? t("blocked.copied") : t("blocked.copy")}</Button>
    </>
  );
}

function PageHead() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <header className={styles.head}>
      <span className={styles.mark}>{t("app.name")}</span>
      <Button look="quiet" aria-label={t("settings.open")} onClick={() => setOpen(true)}>
        <TuneIcon />
      </Button>
      {open ? <SettingsDialog onClose={() => setOpen(false)} /> : null}
    </header>
  );
}
