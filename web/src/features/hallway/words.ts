import { useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Me, PersonCard, RoomCard } from "../../api/types";

const minuteMs = 60_000;
const freshMs = 5 * minuteMs;
const crowd = 50;
const namesAtMost = 3;

/** Milliseconds since 1970, renewed each half minute. */
export function useNow(periodMs = minuteMs / 2): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), periodMs);
    return () => clearInterval(timer);
  }, [periodMs]);
  return now;
}

/** Minutes and seconds: 1:05. */
export function clock(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** "12 min", "2 h": how long something has been going on. */
export function useLength(): (ms: number) => string {
  const { t } = useTranslation();
  return useCallback(
    (ms) => {
      const minutes = Math.max(1, Math.round(ms / minuteMs));
      return minutes < 60
        ? t("card.minutes", { count: minutes })
        : t("card.hours", { count: Math.round(minutes / 60) });
    },
    [t],
  );
}

/** Up to three names in one phrase, as the language joins them. */
export function useNames(): (people: readonly PersonCard[]) => string {
  const { t } = useTranslation();
  return useCallback(
    (people) => {
      const named = people.slice(0, namesAtMost).map((person) => person.displayName);
      const rest = people.length - named.length;
      const all = named.join(t("card.between"));
      if (rest > 0) return t("card.others", { names: all, count: rest });
      const last = named.pop();
      if (last === undefined) return "";
      return named.length === 0 ? last : t("card.and", { first: named.join(t("card.between")), last });
    },
    [t],
  );
}

export type Reason = "yours" | "inviterHosts" | "inviterSpeaks" | "fresh" | "crowd";

/** Why a room may matter to this person, the strongest reason first; null when nothing sets it apart. */
export function reasonOf(card: RoomCard, me: Me | null, now: number): Reason | null {
  if (me && card.host.id === me.id) return "yours";
  const inviter = me?.inviter?.id;
  if (inviter !== undefined && card.host.id === inviter) return "inviterHosts";
  if (inviter !== undefined && card.speakers.some(({ id }) => id === inviter)) return "inviterSpeaks";
  if (card.liveAt && now - Date.parse(card.liveAt) < freshMs) return "fresh";
  return card.listeners >= crowd ? "crowd" : null;
}

/** When something is planned: today and tomorrow by name, else the date. */
export function useMoment(): (at: string, now: number) => string {
  const { t, i18n } = useTranslation();
  return useCallback(
    (at, now) => {
      const date = new Date(at);
      const time = new Intl.DateTimeFormat(i18n.language, { timeStyle: "short" }).format(date);
      const days = Math.round((midnight(date) - midnight(new Date(now))) / (24 * 60 * minuteMs));
      if (days === 0) return t("proposal.today", { time });
      if (days === 1) return t("proposal.tomorrow", { time });
      return new Intl.DateTimeFormat(i18n.language, {
        weekday: "short",
        month: "short",
        day: "numeric",
        hour: "numeric",
        minute: "2-digit",
      }).format(date);
    },
    [t, i18n.language],
  );
}

function midnight(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}
