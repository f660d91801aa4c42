import { useTranslation } from "react-i18next";
import type { Notice } from "../../api/types";
import { handleIn, invitationIn, nameIn, textIn } from "../../models/notices";
import { pingKind, pingOf } from "../../models/ping";
import { usePingWords } from "../ping/words";

export interface NoticeWords {
  readonly text: string;
  /** Where it leads, or null. */
  readonly to: string | null;
}

/** What a notice says and where it leads; one of an unknown kind still says that something happened. */
export function useNoticeText(): (notice: Notice) => NoticeWords {
  const { t } = useTranslation();
  const pingWords = usePingWords();
  return (notice) => {
    const { kind, data } = notice;
    const name = nameIn(data);
    const title = textIn(data, "title");
    const roomId = textIn(data, "roomId");
    const handle = handleIn(data);
    const room = roomId ? `/r/${roomId}` : "/";
    switch (kind) {
      case "invitation": {
        const id = invitationIn([notice])?.id;
        return { text: t("notices.invitation", { name }), to: id ? `/invite?id=${id}` : "/waiting" };
      }
      case "invitation-redeemed":
        return { text: t("notices.redeemed", { name }), to: handle ? `/u/${handle}` : "/invitations" };
      case "proposal-ready":
        return { text: t("notices.proposalReady", { title }), to: room };
      case pingKind: {
        const ping = pingOf(notice);
        return { text: t("notices.ping", { name, title, rest: pingWords(ping) }), to: room };
      }
      case "room-open":
        return { text: t("notices.roomOpen", { title }), to: room };
      case "stage":
        return { text: t("notices.stage", { title }), to: room };
      case "question-answered": {
        const at = data.t;
        return {
          text: t("notices.questionAnswered", { title }),
          to: typeof at === "number" ? `${room}?t=${at}` : room,
        };
      }
      case "questions-left":
        return { text: t("notices.questionsLeft", { title }), to: room };
      case "recording-stopped":
        return { text: t("notices.recordingStopped", { title }), to: room };
      case "report":
        return { text: t("notices.report"), to: "/console" };
      case "report-decided":
        return { text: t("notices.reportDecided"), to: null };
      case "sign-in-link-made":
        return { text: t("notices.signInLink", { reason: textIn(data, "reason") }), to: "/settings" };
      default:
        return { text: title || t("notices.other"), to: null };
    }
  };
}
