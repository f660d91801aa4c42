import { useTranslation } from "react-i18next";
import { Button } from "../../ui/Button";
import { clock, useNow } from "../hallway/words";
import styles from "./Visit.module.css";
import type { VisitProps } from "./VisitScreen";

/** For the stage before the doors open: nobody else hears this. */
export function Backstage({ view, actions }: VisitProps) {
  const { t } = useTranslation();
  const going = view.pending.has("live");
  return (
    <section className={styles.backstage} aria-labelledby="backstage">
      <div>
        <h2 id="backstage">{t("visit.backstage")}</h2>
        <p>{t("visit.backstageText")}</p>
      </div>
      {view.you?.role === "moderator" ? (
        <Button look="primary" aria-busy={going} disabled={going} onClick={actions.openDoors}>
          {going ? t("visit.goingLive") : t("visit.openDoors")}
        </Button>
      ) : null}
    </section>
  );
}

/** The end that a host announced: everybody sees it come, a host can stop it. */
export function Countdown({ at, host, view, actions }: VisitProps & { at: string; host: boolean }) {
  const { t } = useTranslation();
  const seconds = useSecondsUntil(at);
  return (
    <div className={styles.countdown} role="timer">
      <p>{seconds > 0 ? t("visit.ends", { clock: clock(seconds) }) : t("visit.ending")}</p>
      {host ? (
        <Button disabled={view.pending.has("keepOpen")} onClick={actions.keepOpen}>
          {t("visit.keepOpen")}
        </Button>
      ) : null}
    </div>
  );
}

/** How long an offer of a seat stands. Said aloud three times at most, not each second. */
export function OfferClock({ at }: { at: string }) {
  const { t } = useTranslation();
  const seconds = useSecondsUntil(at);
  const said = seconds > 0 ? [10, 30, 60].find((mark) => seconds <= mark) : undefined;
  return (
    <p className={styles.offerClock} data-near={seconds <= 10}>
      <span aria-hidden="true">{t("offer.left", { clock: clock(seconds) })}</span>
      <span className="visually-hidden" role="status">
        {said ? t("offer.saidLeft", { seconds: said }) : ""}
      </span>
    </p>
  );
}

function useSecondsUntil(at: string): number {
  return Math.max(0, Math.ceil((Date.parse(at) - useNow(250)) / 1000));
}
