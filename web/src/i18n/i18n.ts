import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import type { Language } from "../models/preferences";
import { en } from "./en";
import { zh } from "./zh";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "page";
    resources: { page: typeof en };
  }
}

/** How each language calls itself; never translated. */
export const languageNames: Readonly<Record<Language, string>> = { zh: "简体中文", en: "English" };

/** Starts the texts in one language; both are in the bundle, so nothing loads later. */
export function startTexts(language: Language): void {
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: "en",
    defaultNS: "page",
    ns: ["page"],
    resources: { en: { page: en }, zh: { page: zh } },
    interpolation: { escapeValue: false },
    // Resources are inline, so there is nothing to wait for.
    initAsync: false,
  });
}
