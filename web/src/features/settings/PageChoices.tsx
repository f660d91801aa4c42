import { useTranslation } from "react-i18next";
import { languageNames } from "../../i18n/i18n";
import type { Language, Theme } from "../../models/preferences";
import { Choice } from "../../ui/Choice";
import { Toggle } from "../../ui/Toggle";
import { KeySettings } from "./KeySettings";
import { usePreferences } from "./preferences";

const themes: readonly Theme[] = ["system", "light", "dark"];

/** Language, appearance, short sounds and keys: kept in this browser. */
export function PageChoices({ onLanguage }: { onLanguage?: (language: Language) => void }) {
  const { t } = useTranslation();
  const [preferences, store] = usePreferences();
  return (
    <>
      <Choice
        legend={t("settings.language")}
        options={(Object.keys(languageNames) as Language[]).map((id) => ({ id, label: languageNames[id] }))}
        value={preferences.language}
        onChange={(language) => {
          store.change({ language });
          onLanguage?.(language);
        }}
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
    </>
  );
}
