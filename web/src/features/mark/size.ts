import { useTranslation } from "react-i18next";

/** How large a file is, for people. */
export function useSize(): (bytes: number) => string {
  const { i18n } = useTranslation();
  return (bytes) => {
    const large = bytes >= 1_000_000;
    return new Intl.NumberFormat(i18n.language, {
      style: "unit",
      unit: large ? "megabyte" : "kilobyte",
      maximumFractionDigits: large ? 1 : 0,
    }).format(large ? bytes / 1_000_000 : Math.ceil(bytes / 1_000));
  };
}
