import type { ReactNode } from "react";
import styles from "./Card.module.css";

/** What belongs together, raised from the page. */
export function Card({
  title,
  text,
  look = "raised",
  children,
}: {
  title?: string;
  text?: ReactNode;
  look?: "raised" | "flat";
  children?: ReactNode;
}) {
  return (
    <section className={styles.card} data-look={look}>
      {title ? <h2>{title}</h2> : null}
      {text ? <p className={styles.soft}>{text}</p> : null}
      {children}
    </section>
  );
}
