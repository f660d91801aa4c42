import type { PersonCard } from "../../api/types";
import { inkOf, monogram } from "../../models/monogram";
import styles from "./Portrait.module.css";

export type PortraitSize = "small" | "medium" | "large";

/** A person's picture, or a monogram in the person's own ink. Decorative: the name stands beside it. */
export function Portrait({ person, size = "medium" }: { person: PersonCard; size?: PortraitSize }) {
  const { id, displayName, pictureUrl } = person;
  if (pictureUrl) return <img className={styles.portrait} data-size={size} src={pictureUrl} alt="" />;
  return (
    <span
      className={styles.portrait}
      data-size={size}
      data-ink={inkOf(id)}
      lang={/\p{Script=Han}/u.test(displayName) ? "zh" : undefined}
      aria-hidden="true"
    >
      {monogram(displayName)}
    </span>
  );
}
