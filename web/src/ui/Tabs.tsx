import type { ReactNode } from "react";
import { Link } from "react-router";
import styles from "./Tabs.module.css";

export interface Tab<T extends string> {
  readonly id: T;
  readonly label: string;
  /** A number beside it, when there is something to do. */
  readonly count?: number;
}

/** Parts of one page, each with an address of its own (`?tab=`), so that back and a bookmark work. */
export function Tabs<T extends string>(props: { tabs: readonly Tab<T>[]; current: T; label: string }) {
  return (
    <nav className={styles.tabs} aria-label={props.label}>
      {props.tabs.map(({ id, label, count }) => (
        <Link
          key={id}
          to={`?tab=${id}`}
          replace
          className={styles.tab}
          aria-current={id === props.current ? "page" : undefined}
        >
          {label}
          {count ? <Count>{count}</Count> : null}
        </Link>
      ))}
    </nav>
  );
}

function Count({ children }: { children: ReactNode }) {
  return <span className={styles.count}>{children}</span>;
}
