import { useId } from "react";
import styles from "./Choice.module.css";

export interface ChoiceProps<T extends string> {
  legend: string;
  options: readonly { readonly id: T; readonly label: string }[];
  value: T;
  onChange: (value: T) => void;
  /** Side by side, or two or three in a row where there are more. */
  look?: "row" | "grid" | "thirds";
}

/** One of a few, side by side. */
export function Choice<T extends string>(props: ChoiceProps<T>) {
  const { legend, options, value, onChange, look = "row" } = props;
  const name = useId();
  return (
    <fieldset className={styles.choice}>
      <legend>{legend}</legend>
      <div className={styles.options} data-look={look}>
        {options.map(({ id, label }) => (
          <label key={id} className={styles.option}>
            <input type="radio" name={name} checked={value === id} onChange={() => onChange(id)} />
            <span>{label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
