import { useState } from "react";
import { useTranslation } from "react-i18next";
import { comingOf, runningOf, showOf } from "../../models/show";
import { Button } from "../../ui/Button";
import type { VisitProps } from "../room/VisitScreen";
import { useCalls } from "../session/session";
import { AgendaForm } from "./AgendaForm";
import { PairForm } from "./PairForm";
import styles from "./Show.module.css";

const moreSeconds = 300;

/** The hosts' handle on the agenda: choose or make up one, go on, take more time. */
export function AgendaHandle({ view, actions }: VisitProps) {
  const { t } = useTranslation();
  const { shows } = useCalls();
  const [choosing, setChoosing] = useState(false);
  const room = view.head?.id ?? "";
  const show = showOf(view.parts);
  const running = show ? runningOf(show) : undefined;
  const there = show !== null && (running !== undefined || comingOf(show).length > 0);
  const busy = view.pending.has("agenda");
  return (
    <section className={styles.handle} aria-labelledby="agenda">
      <h3 id="agenda">{t("show.title")}</h3>
      {show && there ? <p className={styles.soft}>{t(`show.format.${show.format}`)}</p> : null}
      {there ? <PairForm view={view} actions={actions} /> : null}
      <div className={styles.deeds}>
        {running ? (
          <>
            <Button disabled={busy} onClick={() => void actions.run("agenda", () => shows.next(room))}>
              {t("show.goOn")}
            </Button>
            <Button
              disabled={busy}
              onClick={() => void actions.run("agenda", () => shows.more(room, moreSeconds))}
            >
              {t("show.more", { count: moreSeconds / 60 })}
            </Button>
          </>
        ) : null}
        <Button look="quiet" aria-expanded={choosing} onClick={() => setChoosing(true)}>
          {there ? t("show.change") : t("show.choose")}
        </Button>
        {there ? (
          <Button
            look="quiet"
            disabled={busy}
            onClick={() => void actions.run("agenda", () => shows.drop(room))}
          >
            {t("show.drop")}
          </Button>
        ) : null}
      </div>
      {choosing ? (
        <AgendaForm
          live={view.head?.phase === "live"}
          busy={busy}
          onClose={() => setChoosing(false)}
          onPlan={async (plan, name) => {
            const keep = () =>
              name === "" ? Promise.resolve() : shows.keep({ name, segments: plan.segments ?? [] });
            if (await actions.run("agenda", () => keep().then(() => shows.plan(room, plan))))
              setChoosing(false);
          }}
        />
      ) : null}
    </section>
  );
}
