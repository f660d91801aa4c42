import circle from "./PersonCircle.module.css";
import styles from "./Room.module.css";

const places = ["a", "b", "c", "d", "e", "f"];

/** The room's outline while it is on its way: the same places, so that nothing jumps when it arrives. */
export function Skeleton({ title, text }: { title: string; text: string }) {
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <div>
          <h1 className={styles.title}>{title}</h1>
        </div>
      </header>
      <main className={styles.main} aria-busy="true">
        <p className={styles.strip} role="status">
          {text}
        </p>
        <div className={styles.grid} aria-hidden="true">
          {places.map((place) => (
            <div key={place} className={circle.person}>
              <div className={`${circle.circle} ${styles.ghost}`} />
              <div className={styles.ghostName} />
            </div>
          ))}
        </div>
      </main>
      <div className={styles.ghostBar} />
    </div>
  );
}
