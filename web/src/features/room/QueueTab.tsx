import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { keys } from "../../api/keys";
import type { QueueRow } from "../../api/types";
import { hatsOf } from "../../models/hat";
import { Button } from "../../ui/Button";
import { SkeletonRows } from "../../ui/Skeleton";
import { Lifts } from "../objection/Lifts";
import { useCalls } from "../session/session";
import styles from "./QueueTab.module.css";
import type { VisitProps } from "./VisitScreen";

const terms = ["waited", "firstTurn", "votes", "reply", "share"] as const;

/** Who speaks next and why, and which exceptions were made. */
export function QueueTab({ view, actions }: VisitProps) {
  return (
    <>
      <Places view={view} />
      <Lifts view={view} actions={actions} />
    </>
  );
}

/** Every term of every place, so that nobody needs to ask. */
function Places({ view }: Pick<VisitProps, "view">) {
  const { t } = useTranslation();
  const { rooms } = useCalls();
  const id = view.head?.id ?? "";
  const { queue, turn } = view.floor;
  const rows = useQuery({
    queryKey: [...keys.room(id), "queue", queue.join(), turn?.identity, turn?.endsAt],
    queryFn: ({ signal }) => rooms.queue(id, signal),
    placeholderData: (before) => before,
  });
  if (rows.isPending) return <SkeletonRows rows={2} />;
  if (rows.isError) {
    return (
      <p className={styles.note}>
        {t("floor.queueFailed")} <Button onClick={() => void rows.refetch()}>{t("refused.retry")}</Button>
      </p>
    );
  }
  const waiting = rows.data.items.filter((row) => !row.turn);
  if (waiting.length === 0) return <p className={styles.note}>{t("floor.queueEmpty")}</p>;
  return (
    <>
      <ol className={styles.queue}>
        {waiting.map((row) => (
          <Place key={row.identity} row={row} view={view} />
        ))}
      </ol>
      {view.floor.mode === "balanced" ? <p className={styles.note}>{t("floor.queueRule")}</p> : null}
    </>
  );
}

function Place({ row, view }: { row: QueueRow; view: VisitProps["view"] }) {
  const { t } = useTranslation();
  const name = (identity: string) =>
    [...view.hands, ...view.stage.map(({ id, card }) => ({ identity: id, person: card }))].find(
      (one) => one.identity === identity,
    )?.person.displayName ?? t("floor.somebody");
  const mine = row.identity === view.you?.identity;
  const minutes = Math.ceil(row.waitSeconds / 60);
  const { required, worn } = hatsOf(view.parts);
  const awaited = required && worn[row.identity] === undefined;
  return (
    <li className={styles.place} data-mine={mine}>
      <span className={styles.name}>{mine ? t("floor.queueYou") : name(row.identity)}</span>
      <span className={styles.wait}>
        {minutes === 0 ? t("floor.queueSoon") : t("floor.queueWait", { count: minutes })}
      </span>
      <span className={styles.why}>
        {awaited
          ? t("hat.awaited")
          : row.lifted
            ? t("floor.queueLifted", { name: name(row.lifted.by), reason: row.lifted.reason })
            : row.overdue
              ? t("floor.queueOverdue")
              : view.floor.mode === "balanced"
                ? terms
                    .map((term) => [term, Math.round(row.terms[term] * 10) / 10] as const)
                    .filter(([, value]) => value !== 0)
                    .map(([term, value]) => t(`floor.term.${term}`, { value }))
                    .join(" · ")
                : t("floor.queueOrder")}
      </span>
    </li>
  );
}
