import type { ReactNode } from "react";
import { Link } from "react-router";
import type { PersonCard } from "../../api/types";
import styles from "./Person.module.css";
import { Portrait, type PortraitSize } from "./Portrait";

export interface PersonProps {
  person: PersonCard;
  size?: PortraitSize;
  /** Where the name leads; by default to the profile. */
  plain?: boolean;
  /** A second line in place of the handle. */
  note?: ReactNode;
  /** Whether long lines break in place of being cut off. */
  whole?: boolean;
}

/** A person as one line: picture, name, handle. */
export function Person({ person, size, plain = false, note, whole = false }: PersonProps) {
  const words = (
    <>
      <Portrait person={person} {...(size ? { size } : {})} />
      <span className={styles.words} data-whole={whole}>
        <span className={styles.name}>{person.displayName}</span>
        <span className={styles.handle}>{note ?? `@${person.handle}`}</span>
      </span>
    </>
  );
  if (plain) return <span className={styles.person}>{words}</span>;
  return (
    <Link className={styles.person} to={`/u/${person.handle}`}>
      {words}
    </Link>
  );
}
