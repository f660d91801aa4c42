import { createContext, useContext, useEffect, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "./Button";
import { CloseIcon } from "./icons";
import styles from "./Toasts.module.css";
import { ToastStore } from "./toastStore";

export const ToastContext = createContext<ToastStore>(new ToastStore());

export function useToasts(): ToastStore {
  return useContext(ToastContext);
}

/** Where short messages appear: above the bottom bar on a phone, in the corner of a desktop. */
export function Toasts() {
  const { t } = useTranslation();
  const store = useToasts();
  const toasts = useSyncExternalStore(store.subscribe, store.toasts);
  useEffect(() => {
    const flush = () => store.flush();
    window.addEventListener("pagehide", flush);
    return () => window.removeEventListener("pagehide", flush);
  }, [store]);
  return (
    <div className={styles.place} role="status" aria-live="polite">
      {toasts.map(({ id, text, look, undo }) => (
        <div key={id} className={styles.toast} data-look={look}>
          <span>{text}</span>
          {undo ? (
            <Button look="quiet" className={styles.undo ?? ""} onClick={undo}>
              {t("common.undo")}
            </Button>
          ) : null}
          <Button look="quiet" aria-label={t("common.close")} onClick={() => store.dismiss(id)}>
            <CloseIcon />
          </Button>
        </div>
      ))}
    </div>
  );
}
