import { useTranslation } from "react-i18next";
import { Introduction } from "../features/account/Introduction";
import { Blocks } from "../features/own/Blocks";
import { OwnData } from "../features/own/OwnData";
import { PageSettings } from "../features/own/PageSettings";
import { SignInSettings } from "../features/own/SignInSettings";
import { YouForm } from "../features/own/YouForm";
import { useSignedIn } from "../features/session/session";
import { Shell } from "../features/shell/Shell";
import styles from "./SettingsPage.module.css";

/** `/settings`: everything that is one's own. */
export default function SettingsPage() {
  const { t } = useTranslation();
  const me = useSignedIn();
  return (
    <Shell title={t("own.title")}>
      <div className={styles.place}>
        <h1>{t("own.title")}</h1>
        <YouForm me={me} />
        {me.state === "active" ? <Introduction me={me} /> : null}
        <PageSettings me={me} />
        <SignInSettings me={me} />
        {me.state === "active" ? <Blocks /> : null}
        <OwnData me={me} />
      </div>
    </Shell>
  );
}
