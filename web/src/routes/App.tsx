import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { BrowserRouter } from "react-router";
import { useRealtimeStanding } from "../features/realtime/realtime";
import { useCommunity } from "../features/session/session";
import { usePreferences } from "../features/settings/preferences";
import { showBrand, showLanguage } from "../i18n/i18n";
import { Toasts } from "../ui/Toasts";
import { Places } from "./Places";

export function App() {
  useAppearance();
  useBrand();
  useRealtimeStanding();
  return (
    <BrowserRouter>
      <Places />
      <Toasts />
    </BrowserRouter>
  );
}

/** Language and theme go to the document's root, where the tokens and screen readers look. */
export function useAppearance(): void {
  const { i18n } = useTranslation();
  const [{ language, theme }] = usePreferences();
  useEffect(() => {
    // Without a network the other language cannot be had; the present one stays.
    showLanguage(language).catch(() => undefined);
  }, [language]);
  useEffect(() => {
    document.documentElement.lang = i18n.language === "zh" ? "zh-CN" : "en";
  }, [i18n.language]);
  useEffect(() => {
    if (theme === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  }, [theme]);
}

function useBrand(): void {
  const community = useCommunity();
  const name = community?.name ?? "";
  useEffect(() => showBrand(name), [name]);
}
