import type { ButtonHTMLAttributes } from "react";
import styles from "./Button.module.css";

export type ButtonLook = "primary" | "plain" | "quiet" | "leaving";

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: ButtonLook;
  round?: boolean;
}

/** A button of at least 44 by 44 pixels; its look says how much it matters. */
export function Button({ look = "plain", round = false, className, ...rest }: ButtonProps) {
  const names = [styles.button, styles[look], round ? styles.round : "", className ?? ""];
  return <button type="button" className={names.filter(Boolean).join(" ")} {...rest} />;
}
