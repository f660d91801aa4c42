import { type KeyboardEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { mayChoose } from "../../models/keyboard";
import { defaultKeys, type KeyAction } from "../../models/preferences";
import { Button } from "../../ui/Button";
import { Toggle } from "../../ui/Toggle";
import styles from "./KeySettings.module.css";
import { usePreferences } from "./preferences";

/** Which key does what; every one can be changed, all can be switched off. */
export function KeySettings() {
  const { t } = useTranslation();
  const [{ keysOn, keys }, store] = usePreferences();
  const [choosing, setChoosing] = useState<KeyAction | null>(null);
  const [taken, setTaken] = useState(false);
  const keyName = useKeyName();
  const pressed = (event: KeyboardEvent, action: KeyAction) => {
    if (choosing !== action || event.key === "Tab" || event.nativeEvent.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Escape") {
      setChoosing(null);
    } else if (mayChoose(event.key, action, keys)) {
      store.change({ keys: { ...keys, [action]: event.key.toLowerCase() } });
      setChoosing(null);
      setTaken(false);
    } else if (!["Shift", "Control", "Alt", "Meta"].includes(event.key)) {
      setTaken(true);
    }
  };
  return (
    <section className={styles.keys} aria-label={t("settings.keys")}>
      <Toggle on={keysOn} onChange={(on) => store.change({ keysOn: on })}>
        {t("settings.keysOn")}
      </Toggle>
      <ul hidden={!keysOn}>
        {(Object.keys(keys) as KeyAction[]).map((action) => (
          <li key={action} className={styles.key}>
            <span>{t(`settings.action.${action}`)}</span>
            <Button
              className={styles.cap}
              aria-label={t("settings.keyOf", {
                action: t(`settings.action.${action}`),
                key: keyName(keys[action]),
              })}
              onClick={() => setChoosing(action)}
              onKeyDown={(event) => pressed(event, action)}
              onBlur={() => setChoosing(null)}
            >
              {choosing === action ? t("settings.press") : keyName(keys[action])}
            </Button>
          </li>
        ))}
      </ul>
      <p className={styles.note} role="status">
        {taken ? t("settings.taken") : t("settings.note")}
      </p>
      <Button look="quiet" hidden={!keysOn} onClick={() => store.change({ keys: defaultKeys })}>
        {t("settings.reset")}
      </Button>
    </section>
  );
}

/** The name of a key as people call it. */
export function useKeyName(): (key: string) => string {
  const { t } = useTranslation();
  return (key) => (key === " " ? t("settings.space") : key.toUpperCase());
}
