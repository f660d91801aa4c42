import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { keys } from "../../api/keys";
import type { Action } from "../../api/types";
import { Button } from "../../ui/Button";
import { Empty } from "../../ui/Empty";
import { SkeletonRows } from "../../ui/Skeleton";
import { Time } from "../../ui/Time";
import { useCalls } from "../session/session";
import { Failed } from "../states/Failed";
import styles from "./Console.module.css";

/** What operators and moderators did, newest first. An action without a name here shows the server's. */
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
        {items?.map((action) => (
          <ActionRow key={action.id} action={action} />
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

const actionNames = [
  "account-suspended",
  "suspension-lifted",
  "sign-in-link-made",
  "operator-made",
  "operator-made-by-link",
  "operator-unmade",
  "community-changed",
  "community-picture-changed",
  "room-person-removed",
  "room-ended",
  "report-dismissed",
  "report-upheld",
] as const;

function ActionRow({ action }: { action: Action }) {
  const { t } = useTranslation();
  const known = actionNames.find((name) => name === action.action);
  return (
    <li className={styles.row}>
      <span className={styles.words}>
        <strong>{known ? t(`console.action.${known}`) : action.action}</strong>
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
