import { useTranslation } from "react-i18next";
import type { Me } from "../../api/types";
import { languageNames } from "../../i18n/i18n";
import type { Language, Theme } from "../../models/preferences";
import { Card } from "../../ui/Card";
import { Choice } from "../../ui/Choice";
import { Toggle } from "../../ui/Toggle";
import { useCalls } from "../session/session";
import { KeySettings } from "../settings/KeySettings";
import { usePreferences } from "../settings/preferences";

const themes: readonly Theme[] = ["system", "light", "dark"];

/** Language, appearance, sounds and keys: kept in this browser, the language also with the account. */
export function PageSettings({ me }: { me: Me }) {
  const { t } = useTranslation();
  const calls = useCalls();
  const [preferences, store] = usePreferences();
  const speak = (language: Language) => {
    store.change({ language });
    // Mail and notices follow; if that fails, the page still speaks as chosen and says so again next time.
    calls.me.change({ displayName: me.displayName, about: me.about ?? "", language }).catch(() => undefined);
  };
  return (
    <Card title={t("own.page")}>
      <Choice
        legend={t("settings.language")}
        options={(Object.keys(languageNames) as Language[]).map((id) => ({ id, label: languageNames[id] }))}
        value={preferences.language}
        onChange={speak}
      />
      <Choice
        legend={t("settings.theme")}
        options={themes.map((id) => ({ id, label: t(`settings.${id}`) }))}
        value={preferences.theme}
        onChange={(theme) => store.change({ theme })}
      />
      <Toggle on={preferences.earcons} onChange={(earcons) => store.change({ earcons })}>
        {t("own.sounds")}
      </Toggle>
      <KeySettings />
    </Card>
  );
}
