import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { keys } from "../../api/keys";
import type { Notice } from "../../api/types";
import { Empty } from "../../ui/Empty";
import { Modal } from "../../ui/Modal";
import { SkeletonRows } from "../../ui/Skeleton";
import { Time } from "../../ui/Time";
import { useCalls } from "../session/session";
import { Failed } from "../states/Failed";
import styles from "./NoticesSheet.module.css";
import { useNotices } from "./notices";
import { useNoticeText } from "./noticeText";

/** The notices of the person signed in, newest first; seeing them reads them. */
export function NoticesSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const calls = useCalls();
  const queries = useQueryClient();
  const notices = useNotices();
  const items = notices.data?.items;
  useEffect(() => {
    const unread = (items ?? []).filter((notice) => !notice.readAt).map((notice) => notice.id);
    return () => {
      if (unread.length === 0) return;
      // A lost acknowledgement leaves a number at the bell; nothing else depends on it.
      calls.me.readNotices(unread).then(
        () => queries.invalidateQueries({ queryKey: keys.notices }),
        () => undefined,
      );
    };
  }, [items, calls, queries]);
  return (
    <Modal onClose={onClose} title={t("notices.title")} look="sheet">
      {notices.isPending ? <SkeletonRows /> : null}
      {notices.error && !items ? <Failed error={notices.error} again={() => void notices.refetch()} /> : null}
      {items?.length === 0 ? <Empty title={t("notices.none")}>{t("notices.noneText")}</Empty> : null}
      <ul className={styles.list}>
        {items?.map((notice) => (
          <li key={notice.id}>
            <NoticeLine notice={notice} onGo={onClose} />
          </li>
        ))}
      </ul>
    </Modal>
  );
}

function NoticeLine({ notice, onGo }: { notice: Notice; onGo: () => void }) {
  const { text, to } = useNoticeText()(notice);
  const words = (
    <>
      <span>{text}</span>
      <small>
        <Time at={notice.at} />
      </small>
    </>
  );
  return to === null ? (
    <div className={styles.line} data-unread={!notice.readAt}>
      {words}
    </div>
  ) : (
    <Link className={styles.line} data-unread={!notice.readAt} to={to} onClick={onGo}>
      {words}
    </Link>
  );
}
