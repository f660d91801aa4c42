import { Dialog } from "radix-ui";
import { useTranslation } from "react-i18next";
import { languageNames } from "../../i18n/i18n";
import type { Language, Theme } from "../../models/preferences";
import { Button } from "../../ui/Button";
import { Choice } from "../../ui/Choice";
import { CloseIcon } from "../../ui/icons";
import { Toggle } from "../../ui/Toggle";
import { KeySettings } from "./KeySettings";
import { usePreferences } from "./preferences";
import styles from "./SettingsDialog.module.css";

const themes: readonly Theme[] = ["system", "light", "dark"];

/** Language, appearance, short sounds and keys. Opened by its button or by the help key. */
export function SettingsDialog({
  open,
  onOpenChange,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const { t } = useTranslation();
  const [preferences, store] = usePreferences();
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className={styles.veil} />
        <Dialog.Content className={styles.dialog} aria-describedby={undefined}>
          <div className={styles.head}>
            <Dialog.Title className={styles.title}>{t("settings.title")}</Dialog.Title>
            <Dialog.Close asChild>
              <Button look="quiet" aria-label={t("settings.close")}>
                <CloseIcon />
              </Button>
            </Dialog.Close>
          </div>
          <Choice
            legend={t("settings.language")}
            options={(Object.keys(languageNames) as Language[]).map((id) => ({
              id,
              label: languageNames[id],
            }))}
            value={preferences.language}
            onChange={(language) => store.change({ language })}
          />
          <Choice
            legend={t("settings.theme")}
            options={themes.map((id) => ({ id, label: t(`settings.${id}`) }))}
            value={preferences.theme}
            onChange={(theme) => store.change({ theme })}
          />
          <Toggle on={preferences.earcons} onChange={(earcons) => store.change({ earcons })}>
            {t("settings.sounds")}
          </Toggle>
          <KeySettings />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
