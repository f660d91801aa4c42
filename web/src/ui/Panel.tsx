import { Dialog } from "radix-ui";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "./Button";
import { CloseIcon } from "./icons";
import modal from "./Modal.module.css";
import styles from "./Panel.module.css";

/** Something to look through beside the page: from the side on a desktop, above the bar on a phone. Veils nothing. */
export function Panel({
  title,
  onClose,
  children,
}: {
  title: string;
  onClose: () => void;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <Dialog.Root open modal={false} onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Content
          className={styles.panel}
          aria-describedby={undefined}
          onInteractOutside={(event) => event.preventDefault()}
        >
          <div className={modal.head}>
            <Dialog.Title className={modal.title}>{title}</Dialog.Title>
            <Dialog.Close asChild>
              <Button look="quiet" aria-label={t("common.close")}>
                <CloseIcon />
              </Button>
            </Dialog.Close>
          </div>
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
