import { useTranslation } from "react-i18next";
import type { Notice } from "../../api/types";

export interface NoticeWords {
  readonly text: string;
  /** Where it leads, or null. */
  readonly to: string | null;
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");

function nameIn(value: unknown): string {
  return value !== null && typeof value === "object"
    ? text((value as Record<string, unknown>).displayName)
    : "";
}

/** What a notice says and where it leads; one of an unknown kind still says that something happened. */
export function useNoticeText(): (notice: Notice) => NoticeWords {
  const { t } = useTranslation();
  return ({ kind, data }) => {
    const name = nameIn(data.inviter) || nameIn(data.by) || nameIn(data.person) || text(data.name);
    const title = text(data.title);
    const room = text(data.roomId) ? `/r/${text(data.roomId)}` : "/";
    switch (kind) {
      case "invitation":
        return {
          text: t("notices.invitation", { name }),
          to: text(data.code) ? `/invite#${text(data.code)}` : "/waiting",
        };
      case "invitation-redeemed":
        return {
          text: t("notices.redeemed", { name }),
          to: text(data.handle) ? `/u/${text(data.handle)}` : "/invitations",
        };
      case "proposal-ready":
        return { text: t("notices.proposalReady", { title }), to: room };
      case "room-open":
        return { text: t("notices.roomOpen", { title, name }), to: room };
      case "stage":
        return { text: t("notices.stage", { title, name }), to: room };
      case "report":
        return { text: t("notices.report"), to: "/console" };
      default:
        return { text: title || t("notices.other"), to: null };
    }
  };
}
