import { useId } from "react";
import styles from "./FilePick.module.css";

/** Chooses one file of this device, by touch, mouse or keyboard. */
export function FilePick(props: { label: string; accept: string; onPick: (file: File) => void }) {
  const { label, accept, onPick } = props;
  const id = useId();
  return (
    <span className={styles.pick}>
      <input
        id={id}
        className="visually-hidden"
        type="file"
        accept={accept}
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) onPick(file);
          // The same file again, after it was put aside, is a choice too.
          event.target.value = "";
        }}
      />
      <label htmlFor={id}>{label}</label>
    </span>
  );
}
