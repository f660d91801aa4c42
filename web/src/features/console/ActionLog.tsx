import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { keys } from "../../api/keys";
import type { AdminAction } from "../../api/types";
import { Button } from "../../ui/Button";
import { Empty } from "../../ui/Empty";
import { SkeletonRows } from "../../ui/Skeleton";
import { Time } from "../../ui/Time";
import { useCalls } from "../session/session";
import { Failed } from "../states/Failed";
import styles from "./Console.module.css";

/** What operators and moderators did, newest first. The names of actions are the server's own. */
export function ActionLog() {
  const { t } = useTranslation();
  const calls = useCalls();
  const actions = useInfiniteQuery({
    queryKey: keys.adminActions,
    queryFn: ({ pageParam, signal }) => calls.admin.actions(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
  });
  const items = actions.data?.pages.flatMap((page) => page.items);
  return (
    <div className={styles.part}>
      {actions.isPending ? <SkeletonRows /> : null}
      {actions.error && !items ? <Failed error={actions.error} again={() => void actions.refetch()} /> : null}
      {items?.length === 0 ? (
        <Empty level={2} title={t("console.noActions")}>
          {t("console.noActionsText")}
        </Empty>
      ) : null}
      <ul className={styles.rows}>
        {items?.map((action, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the log only grows at its other end, entries have no id
          <ActionRow key={`${action.at}${index}`} action={action} />
        ))}
      </ul>
      {actions.hasNextPage ? (
        <Button aria-busy={actions.isFetchingNextPage} onClick={() => void actions.fetchNextPage()}>
          {t("common.more")}
        </Button>
      ) : null}
    </div>
  );
}

function ActionRow({ action }: { action: AdminAction }) {
  const { t } = useTranslation();
  return (
    <li className={styles.row}>
      <span className={styles.words}>
        <code>{action.action}</code>
        <small>
          {action.actor?.displayName ?? t("console.system")}
          {action.about ? ` · ${action.about}` : null}
        </small>
        {action.reason ? <small>{action.reason}</small> : null}
      </span>
      <small className={styles.soft}>
        <Time at={action.at} />
      </small>
    </li>
  );
}
