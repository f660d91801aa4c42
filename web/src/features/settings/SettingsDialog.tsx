import { Dialog, Switch } from "radix-ui";
import { type ReactNode, useId } from "react";
import { useTranslation } from "react-i18next";
import { languageNames } from "../../i18n/i18n";
import type { Language, Theme } from "../../models/preferences";
import { Button } from "../../ui/Button";
import { CloseIcon } from "../../ui/icons";
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

interface ChoiceProps<T extends string> {
  legend: string;
  options: readonly { readonly id: T; readonly label: string }[];
  value: T;
  onChange: (value: T) => void;
}

function Choice<T extends string>({ legend, options, value, onChange }: ChoiceProps<T>) {
  const name = useId();
  return (
    <fieldset className={styles.choice}>
      <legend>{legend}</legend>
      <div className={styles.options}>
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
