import { Popover as Radix } from "radix-ui";
import { createContext, type ReactNode, useContext, useState } from "react";
import styles from "./Popover.module.css";

const CloseContext = createContext<() => void>(() => undefined);

export interface PopoverProps {
  /** One button. */
  trigger: ReactNode;
  label: string;
  children: ReactNode;
}

/** A small card beside what opened it. Nothing is veiled and nothing waits: the page behind goes on. */
export function Popover({ trigger, label, children }: PopoverProps) {
  const [open, setOpen] = useState(false);
  return (
    <Radix.Root open={open} onOpenChange={setOpen}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content className={styles.card} aria-label={label} sideOffset={8} collisionPadding={12}>
          <CloseContext value={() => setOpen(false)}>{children}</CloseContext>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** Closes the popover that one stands in. */
export function usePopoverClose(): () => void {
  return useContext(CloseContext);
}

export interface PopoverItemProps {
  children: ReactNode;
  note?: string;
  look?: "plain" | "leaving";
  disabled?: boolean;
  /** Stays open after the tap. */
  stays?: boolean;
  onSelect: () => void;
}

/** One line of a popover, a tap high. */
export function PopoverItem({ children, note, look = "plain", disabled, stays, onSelect }: PopoverItemProps) {
  const close = usePopoverClose();
  return (
    <button
      type="button"
      className={styles.item}
      data-look={look}
      disabled={disabled}
      onClick={() => {
        onSelect();
        if (!stays) close();
      }}
    >
      {children}
      {note ? <span>{note}</span> : null}
    </button>
  );
}
