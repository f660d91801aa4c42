import { type KeyboardEvent, type MouseEvent, type ReactNode, useId, useLayoutEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "./Button";
import { CloseIcon } from "./icons";
import styles from "./Modal.module.css";

export interface ModalProps {
  title: string;
  onClose: () => void;
  /**
   * A card stands in the middle; a sheet comes from the side on a desktop and from below on a phone. Both veil the
   * page. A panel lies beside it, above the bar on a phone, and veils nothing.
   */
  look?: "card" | "sheet" | "panel";
  children: ReactNode;
}

/**
 * The browser's own dialog, open for as long as it is drawn: it takes the keyboard, closes with Escape, and gives the
 * focus back.
 */
export function Modal({ title, onClose, look = "card", children }: ModalProps) {
  const { t } = useTranslation();
  const id = useId();
  const place = useRef<HTMLDialogElement>(null);
  const beside = look === "panel";
  useLayoutEffect(() => {
    const dialog = place.current;
    if (beside) dialog?.show();
    else dialog?.showModal();
    // By itself it would be the button that closes: rather what there is to write, or else what this is.
    for (const first of ["h2", "[data-first]"]) dialog?.querySelector<HTMLElement>(first)?.focus();
    // What is closed gives the focus back; what is only taken away does not.
    return () => dialog?.close();
  }, [beside]);
  const pressed = (event: KeyboardEvent) => {
    if (!beside || event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    onClose();
  };
  return (
    <dialog
      ref={place}
      className={styles.dialog}
      data-look={look}
      aria-labelledby={id}
      onClose={(event) => event.target === place.current && place.current.isConnected && onClose()}
      onKeyDown={pressed}
      onMouseDown={(event) => {
        if (beside || !onVeil(event)) return;
        // The press would take the focus that closing gives back.
        event.preventDefault();
        onClose();
      }}
    >
      <div className={styles.head}>
        <h2 id={id} className={styles.title} tabIndex={-1}>
          {title}
        </h2>
        <Button look="quiet" aria-label={t("common.close")} onClick={onClose}>
          <CloseIcon />
        </Button>
      </div>
      {children}
    </dialog>
  );
}

/** The veil belongs to the dialog: what is pressed outside its edges is pressed on the veil. */
function onVeil({ target, currentTarget, clientX, clientY }: MouseEvent<HTMLDialogElement>): boolean {
  if (target !== currentTarget) return false;
  const { left, right, top, bottom } = currentTarget.getBoundingClientRect();
  return clientX < left || clientX > right || clientY < top || clientY > bottom;
}
