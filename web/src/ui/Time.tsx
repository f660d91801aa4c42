import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

export type TimeStyle = "ago" | "date" | "moment" | "clock";

const units: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

/** A time in the reader's words; the exact one is in its tooltip. "ago" renews itself each half minute. */
export function Time({ at, look = "ago" }: { at: string; look?: TimeStyle }) {
  const { i18n } = useTranslation();
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (look !== "ago") return;
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, [look]);
  const exact = new Intl.DateTimeFormat(i18n.language, { dateStyle: "long", timeStyle: "short" });
  return (
    <time dateTime={at} title={exact.format(new Date(at))}>
      {timeText(at, look, i18n.language, now)}
    </time>
  );
}

/** The words of a time; `now` in milliseconds since 1970. */
export function timeText(at: string, look: TimeStyle, language: string, now: number): string {
  const date = new Date(at);
  if (look === "clock") return new Intl.DateTimeFormat(language, { timeStyle: "short" }).format(date);
  if (look === "moment") {
    return new Intl.DateTimeFormat(language, {
      month: "short",
      day: "numeric",
      weekday: "short",
      hour: "numeric",
      minute: "2-digit",
    }).format(date);
  }
  const seconds = Math.round((date.getTime() - now) / 1000);
  if (look === "date" || Math.abs(seconds) > 30 * 86_400) {
    return new Intl.DateTimeFormat(language, { dateStyle: "medium" }).format(date);
  }
  const format = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  for (const [unit, size] of units) {
    if (Math.abs(seconds) >= size) return format.format(Math.trunc(seconds / size), unit);
  }
  return format.format(0, "second");
}
