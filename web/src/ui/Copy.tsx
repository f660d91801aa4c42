import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, type ButtonLook } from "./Button";
import styles from "./Copy.module.css";
import { CheckIcon, CopyIcon } from "./icons";

/** A button that copies a text and says that it did. */
export function CopyButton({ text, label, look }: { text: string; label?: string; look?: ButtonLook }) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2_000);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = () => {
    // Absent on plain HTTP off this machine; the text stays selectable there.
    navigator.clipboard?.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  return (
    <Button look={look ?? "plain"} onClick={copy}>
      {copied ? <CheckIcon /> : <CopyIcon />}
      <span aria-live="polite">{copied ? t("common.copied") : (label ?? t("common.copy"))}</span>
    </Button>
  );
}

/** A text meant to be passed on, with its copy button. */
export function Copy({ text, label }: { text: string; label: string }) {
  return (
    <div className={styles.copy}>
      <input
        className={styles.text}
        readOnly
        value={text}
        aria-label={label}
        onFocus={(event) => event.target.select()}
      />
      <CopyButton text={text} look="primary" />
    </div>
  );
}

/** A QR code that the server drew, on white in both themes so that every camera reads it. */
export function Qr({ image, label }: { image: string; label: string }) {
  return <img className={styles.qr} src={image} alt={label} />;
}
