import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Shell } from "../features/shell/Shell";
import { Empty } from "../ui/Empty";

/** An address that leads nowhere, or not for this person. */
export function Missing() {
  const { t } = useTranslation();
  return (
    <Shell title={t("missing.title")}>
      <Empty level={1} title={t("missing.title")} action={<Link to="/">{t("missing.home")}</Link>}>
        {t("missing.text")}
      </Empty>
    </Shell>
  );
}
