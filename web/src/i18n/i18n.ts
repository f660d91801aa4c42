import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import type { Language } from "../models/preferences";
import type { en } from "./en";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "page";
    resources: { page: typeof en };
  }
}

/** How each language calls itself; never translated. */
export const languageNames: Readonly<Record<Language, string>> = { zh: "简体中文", en: "English" };

const texts: Readonly<Record<Language, () => Promise<typeof en>>> = {
  en: async () => (await import("./en")).en,
  zh: async () => (await import("./zh")).zh,
};

let brand = "MiTalk";

/** Starts the texts in one language; the other one is fetched when it is chosen. */
export async function startTexts(language: Language): Promise<void> {
  const page = await texts[language]();
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    defaultNS: "page",
    ns: ["page"],
    resources: { [language]: { page } },
    interpolation: { escapeValue: false, defaultVariables: { brand } },
  });
}

/** Shows another language, once its texts are there; keeps the present one when they cannot be had. */
export async function showLanguage(language: Language): Promise<void> {
  if (i18next.language === language) return;
  if (!i18next.hasResourceBundle(language, "page")) {
    i18next.addResourceBundle(language, "page", await texts[language]());
  }
  await i18next.changeLanguage(language);
}

/** The community's name takes the place of the product's in every text. */
export function showBrand(name: string): void {
  if (name === "" || name === brand) return;
  brand = name;
  const { interpolation } = i18next.options;
  if (interpolation) interpolation.defaultVariables = { ...interpolation.defaultVariables, brand };
  void i18next.changeLanguage(i18next.language);
}
