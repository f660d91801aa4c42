import type { AnchorHTMLAttributes, ButtonHTMLAttributes } from "react";
import { Link } from "react-router";
import styles from "./Button.module.css";

export type ButtonLook = "primary" | "plain" | "quiet" | "leaving";

interface Look {
  look?: ButtonLook;
  round?: boolean;
}

export type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & Look;
export type ButtonLinkProps = AnchorHTMLAttributes<HTMLAnchorElement> & Look & { to: string };

export type DownloadLinkProps = AnchorHTMLAttributes<HTMLAnchorElement> & Look & { href: string };

/** A button of at least 44 by 44 pixels; its look says how much it matters. */
export function Button({ look = "plain", round = false, className, ...rest }: ButtonProps) {
  return <button type="button" className={names(look, round, className)} {...rest} />;
}

/** A link to a place of this page that looks like a button. */
export function ButtonLink({ look = "plain", round = false, className, ...rest }: ButtonLinkProps) {
  return <Link className={names(look, round, className)} {...rest} />;
}

/** A link to something that is saved, not shown. */
export function DownloadLink({ look = "plain", round = false, className, ...rest }: DownloadLinkProps) {
  return <a className={names(look, round, className)} download {...rest} />;
}

function names(look: ButtonLook, round: boolean, more: string | undefined): string {
  return [styles.button, styles[look], round ? styles.round : "", more ?? ""].filter(Boolean).join(" ");
}
