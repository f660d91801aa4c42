import styles from "./Skeleton.module.css";

/** The place of lines that are still on their way; as high as they will be. */
export function SkeletonLines({ lines = 3 }: { lines?: number }) {
  return (
    <div className={styles.lines} aria-hidden="true" data-late>
      {Array.from({ length: lines }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike and never move
        <span key={index} className={styles.line} />
      ))}
    </div>
  );
}

/** The place of cards or rows with a person in front. */
export function SkeletonRows({ rows = 3 }: { rows?: number }) {
  return (
    <div className={styles.rows} aria-hidden="true">
      {Array.from({ length: rows }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike and never move
        <div key={index} className={styles.row}>
          <span className={styles.circle} />
          <SkeletonLines lines={2} />
        </div>
      ))}
    </div>
  );
}
