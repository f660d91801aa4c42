import { Switch } from "radix-ui";
import { type ReactNode, useId } from "react";
import styles from "./Toggle.module.css";

/** A named switch; the whole line is its label. */
export function Toggle(props: { on: boolean; onChange: (on: boolean) => void; children: ReactNode }) {
  const id = useId();
  return (
    <div className={styles.toggle}>
      <label htmlFor={id}>{props.children}</label>
      <Switch.Root id={id} className={styles.switch} checked={props.on} onCheckedChange={props.onChange}>
        <Switch.Thumb className={styles.thumb} />
      </Switch.Root>
    </div>
  );
}
