import { useTranslation } from "react-i18next";
import type { Me } from "../../api/types";
import type { Language } from "../../models/preferences";
import { Card } from "../../ui/Card";
import { useCalls } from "../session/session";
import { PageChoices } from "../settings/PageChoices";

/** Language, appearance, sounds and keys: kept in this browser, the language also with the account. */
export function PageSettings({ me }: { me: Me }) {
  const { t } = useTranslation();
  const calls = useCalls();
  const speak = (language: Language) => {
    // Mail and notices follow; if that fails, the page still speaks as chosen and says so again next time.
    calls.me.change({ displayName: me.displayName, about: me.about ?? "", language }).catch(() => undefined);
  };
  return (
    <Card title={t("own.page")}>
      <PageChoices onLanguage={speak} />
    </Card>
  );
}
