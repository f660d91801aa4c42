import { useTranslation } from "react-i18next";
import styles from "./Rules.module.css";

/** The community's rules, one a line. */
export function Rules({ text }: { text: string }) {
  const { t } = useTranslation();
  const lines = text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  if (lines.length === 0) return null;
  return (
    <section className={styles.rules}>
      <h2>{t("landing.rules")}</h2>
      <ol>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
    </section>
  );
}
