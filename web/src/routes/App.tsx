import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { BrowserRouter, Link, Route, Routes } from "react-router";
import { Notice } from "../features/link/Notice";
import { usePreferences } from "../features/settings/preferences";
import { Landing } from "./Landing";
import { Live } from "./Live";

export function App() {
  useAppearance();
  return (
    <BrowserRouter>
      <Routes>
        <Route path="/" element={<Landing />} />
        <Route path="/live" element={<Live />} />
        <Route path="*" element={<Missing />} />
      </Routes>
    </BrowserRouter>
  );
}

function Missing() {
  const { t } = useTranslation();
  return (
    <Notice title={t("missing.title")}>
      <p>{t("missing.text")}</p>
      <p>
        <Link to="/">{t("missing.home")}</Link>
      </p>
    </Notice>
  );
}

/** Language and theme go to the document's root, where the tokens and screen readers look. */
export function useAppearance(): void {
  const { i18n } = useTranslation();
  const [{ language, theme }] = usePreferences();
  useEffect(() => {
    void i18n.changeLanguage(language);
    document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  }, [i18n, language]);
  useEffect(() => {
    if (theme === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  }, [theme]);
}
