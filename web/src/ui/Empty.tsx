import type { ReactNode } from "react";
import styles from "./Empty.module.css";

export interface EmptyProps {
  title: string;
  /** Of the heading: 1 when this is all there is on the page. */
  level?: 1 | 2 | 3;
  children?: ReactNode;
  action?: ReactNode;
}

/** Nothing here yet: what would be, and the first step towards it. */
export function Empty({ title, level = 3, children, action }: EmptyProps) {
  const Heading = `h${level}` as const;
  return (
    <div className={styles.empty}>
      <Heading>{title}</Heading>
      {children ? <p>{children}</p> : null}
      {action}
    </div>
  );
}
