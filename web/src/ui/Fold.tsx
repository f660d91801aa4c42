import type { ReactNode } from "react";
import styles from "./Fold.module.css";
import { useWide } from "./useWide";

export interface FoldProps {
  title: string;
  /** How it stands now, beside the title. */
  now?: string;
  children: ReactNode;
}

/** Folded up on a phone behind one line that says how it stands; spread out where there is room. */
export function Fold({ title, now = "", children }: FoldProps) {
  if (useWide()) return <div className={styles.body}>{children}</div>;
  return (
    <details className={styles.fold}>
      <summary className={styles.line}>
        <span className={styles.title}>{title}</span>
        <span className={styles.now}>{now}</span>
      </summary>
      <div className={styles.body}>{children}</div>
    </details>
  );
}
