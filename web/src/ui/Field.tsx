import { type InputHTMLAttributes, type ReactNode, type TextareaHTMLAttributes, useId } from "react";
import styles from "./Field.module.css";

export interface FieldFrame {
  label: string;
  /** What helps to fill it in; announced with the field. */
  hint?: ReactNode;
  /** What is wrong with it; announced at once. Empty means nothing is. */
  error?: string | undefined;
  /** Good news, such as a name that is free. */
  good?: string | undefined;
}

interface Wiring {
  id: string;
  "aria-invalid": boolean | undefined;
  "aria-describedby": string;
}

/** A label, a control and what there is to say about it. The line below keeps its place, so that nothing jumps. */
export function Field({
  label,
  hint,
  error,
  good,
  aside,
  children,
}: FieldFrame & { aside?: ReactNode; children: (wiring: Wiring) => ReactNode }) {
  const id = useId();
  const about = `${id}-about`;
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      {children({ id, "aria-invalid": error ? true : undefined, "aria-describedby": about })}
      <div className={styles.below}>
        <p id={about} className={error ? styles.error : good ? styles.good : styles.hint} aria-live="polite">
          {error || good || hint}
        </p>
        {aside}
      </div>
    </div>
  );
}

export type TextFieldProps = FieldFrame &
  Omit<InputHTMLAttributes<HTMLInputElement>, "onChange" | "value"> & {
    value: string;
    onChange: (value: string) => void;
    /** Shown before the text inside the frame, such as an @. */
    before?: string;
  };

export function TextField(props: TextFieldProps) {
  const { label, hint, error, good, value, onChange, before, ...rest } = props;
  return (
    <Field label={label} hint={hint} error={error} good={good}>
      {(wiring) => (
        <span className={styles.frame} data-wrong={error ? true : undefined}>
          {before ? <span aria-hidden="true">{before}</span> : null}
          <input {...rest} {...wiring} value={value} onChange={(event) => onChange(event.target.value)} />
        </span>
      )}
    </Field>
  );
}

export type TextAreaProps = FieldFrame &
  Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, "onChange" | "value"> & {
    value: string;
    onChange: (value: string) => void;
    /** Beside the hint: a counter, for example. */
    aside?: ReactNode;
  };

export function TextArea(props: TextAreaProps) {
  const { label, hint, error, good, value, onChange, aside, ...rest } = props;
  return (
    <Field label={label} hint={hint} error={error} good={good} aside={aside}>
      {(wiring) => (
        <textarea
          rows={3}
          {...rest}
          {...wiring}
          className={styles.area}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

/** How many characters of at most so many; the number turns amber near the end. */
export function Counter({ count, most }: { count: number; most: number }) {
  return (
    <span className={styles.counter} data-near={count > most * 0.9 ? true : undefined}>
      {`${count}/${most}`}
    </span>
  );
}

/** Fields below one another with the buttons at the end. */
export function Form({
  onSubmit,
  children,
  label,
}: {
  onSubmit: () => void;
  children: ReactNode;
  label?: string;
}) {
  return (
    <form
      className={styles.form}
      aria-label={label}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
    </form>
  );
}

export function FormActions({ children }: { children: ReactNode }) {
  return <div className={styles.actions}>{children}</div>;
}
