import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/Button";
import { BellIcon } from "../../ui/icons";
import styles from "./NoticesBell.module.css";
import { useNotices } from "./notices";

const NoticesSheet = lazy(async () => ({ default: (await import("./NoticesSheet")).NoticesSheet }));

/** How many notices are unread; opens them. */
export function NoticesBell() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const notices = useNotices();
  const unread = notices.data?.items.filter((notice) => !notice.readAt).length ?? 0;
  return (
    <>
      <Button
        look="quiet"
        className={styles.bell ?? ""}
        aria-label={t("notices.open", { count: unread })}
        onClick={() => setOpen(true)}
      >
        <BellIcon />
        {unread > 0 ? <span className={styles.count}>{unread > 9 ? "9+" : unread}</span> : null}
      </Button>
      {open ? (
        <Suspense>
          <NoticesSheet onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
