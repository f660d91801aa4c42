import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { keys } from "../../api/keys";
import type { LiftView } from "../../api/types";
import { liftsOf } from "../../models/objection";
import { Button } from "../../ui/Button";
import type { VisitProps } from "../room/VisitScreen";
import { useCalls } from "../session/session";
import styles from "./Lifts.module.css";

/** Every exception that was made from the order, with its reason; whoever is there may object with one tap. */
export function Lifts({ view, actions }: VisitProps) {
  const { t } = useTranslation();
  const { objections } = useCalls();
  const id = view.head?.id ?? "";
  const { count, items } = liftsOf(view);
  const lifts = useQuery({
    queryKey: [...keys.room(id), "lifts", count],
    queryFn: ({ signal }) => objections.lifts(id, signal),
    placeholderData: (before) => before,
    enabled: count > 0,
  });
  if (count === 0) return null;
  const may = view.you !== null && view.you.role !== "guest";
  const object = ({ id: lift, mine }: LiftView) =>
    void actions.run(`object:${lift}`, async () => {
      await objections.object(id, lift, !mine);
      await lifts.refetch();
    });
  return (
    <section className={styles.lifts} aria-labelledby="lifts">
      <h3 id="lifts">{t("floor.lifts", { count })}</h3>
      {lifts.isError ? (
        <p className={styles.soft}>
          {t("floor.liftsFailed")} <Button onClick={() => void lifts.refetch()}>{t("refused.retry")}</Button>
        </p>
      ) : null}
      <ul className={styles.list}>
        {(lifts.data?.items ?? []).map((lift) => (
          <li key={lift.id} className={styles.lift}>
            <span className={styles.words}>
              {t("floor.lifted", { by: lift.by.displayName, name: lift.person.displayName })}
              <q className={styles.reason}>{lift.reason}</q>
              <Objections count={items[lift.id] ?? lift.objections} reported={lift.reported} />
            </span>
            {may && lift.by.id !== view.you?.identity ? (
              <Button
                look="quiet"
                aria-pressed={lift.mine}
                disabled={view.pending.has(`object:${lift.id}`)}
                onClick={() => object(lift)}
              >
                {t(lift.mine ? "floor.objected" : "floor.object")}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Objections({ count, reported }: { count: number; reported: boolean }) {
  const { t } = useTranslation();
  if (count === 0 && !reported) return null;
  const words = [t("floor.objections", { count }), reported ? t("floor.liftReported") : ""];
  return <span className={styles.soft}>{words.filter((part) => part !== "").join(" · ")}</span>;
}
