import { useTranslation } from "react-i18next";
import { queues, type TurnScene } from "../../models/floor";
import { isHost } from "../../models/roomScene";
import { Button } from "../../ui/Button";
import { clock, useNow } from "../hallway/words";
import styles from "./Floor.module.css";
import type { VisitProps } from "./VisitScreen";

/** From here on the time is nearly used up. */
const amberFrom = 0.8;
const tickMs = 250;

/** Whose turn it is and for how long, who is next, and what one may do about it. Absent where everybody is heard. */
export function FloorCard({ view, actions }: VisitProps) {
  const { t } = useTranslation();
  const { floor } = view;
  if (floor.mode === "free" || view.head?.phase !== "live") return null;
  const { turn } = floor;
  // The offer stands at the thumb, with all that one may do about it.
  if (turn?.mine && turn.offered) return null;
  const name = turn?.name || t("floor.somebody");
  const title = () => {
    if (turn === null) return t("floor.vacant");
    if (turn.offered) return t("floor.offered", { name });
    return turn.mine ? t("floor.yours") : t("floor.turn", { name });
  };
  return (
    <section className={styles.card} data-mine={turn?.mine === true} aria-labelledby="floor">
      <div className={styles.words}>
        <h2 id="floor">{title()}</h2>
        {floor.vote ? (
          <p className={styles.note} role="status">
            {t("floor.votes", { more: floor.vote.more, votes: floor.vote.votes })}
          </p>
        ) : (
          <p className={styles.note}>
            {floor.next === ""
              ? t(`floor.mode.${floor.mode}`)
              : `${t(`floor.mode.${floor.mode}`)} · ${t("floor.next", { name: floor.next })}`}
          </p>
        )}
      </div>
      {turn && !turn.offered ? <TurnClock turn={turn} /> : null}
      <div className={styles.deeds}>
        <Deeds view={view} actions={actions} turn={turn} />
      </div>
    </section>
  );
}

function Deeds({ view, actions, turn }: VisitProps & { turn: TurnScene | null }) {
  const { t } = useTranslation();
  const { floor, pending, you } = view;
  const busy = pending.has("turn");
  if (turn?.mine && !turn.offered) {
    return (
      <Button look="primary" disabled={busy} onClick={actions.floor.endTurn}>
        {t("floor.done")}
      </Button>
    );
  }
  return (
    <>
      {turn && !turn.offered && turn.mayExtend && you !== null && you.role !== "guest" && !isHost(view) ? (
        <Vote view={view} actions={actions} />
      ) : null}
      {floor.silent && queues(floor.mode) ? (
        <Button
          look="primary"
          disabled={pending.has("hand")}
          onClick={you?.hand ? actions.lowerHand : actions.raiseHand}
        >
          {you?.hand ? t("visit.lower") : t("floor.queueUp")}
        </Button>
      ) : null}
      {isHost(view) && (turn !== null || floor.queue.length > 0) ? (
        <Button
          disabled={busy}
          onClick={() => (floor.mode === "chair" ? actions.floor.endTurn() : actions.floor.next())}
        >
          {floor.mode === "chair" ? t("floor.endTurn") : t("floor.goOn")}
        </Button>
      ) : null}
    </>
  );
}

/** More time, or enough: one word a person, counted together. */
function Vote({ view, actions }: VisitProps) {
  const { t } = useTranslation();
  const busy = view.pending.has("vote");
  return (
    <fieldset className={styles.vote}>
      <legend className="visually-hidden">{t("floor.voteLabel")}</legend>
      <Button look="quiet" disabled={busy} onClick={() => actions.floor.vote(true)}>
        {t("floor.more")}
      </Button>
      <Button look="quiet" disabled={busy} onClick={() => actions.floor.vote(false)}>
        {t("floor.enough")}
      </Button>
    </fieldset>
  );
}

/** The time that is left, as a number and as a bar; amber near the end, then the grace. Said aloud to the speaker. */
function TurnClock({ turn }: { turn: TurnScene }) {
  const { t } = useTranslation();
  const now = useNow(tickMs);
  const [began, ends, cut] = [turn.began, turn.endsAt, turn.cutAt].map((at) => Date.parse(at)) as [
    number,
    number,
    number,
  ];
  const used = Math.min(1, Math.max(0, (now - began) / Math.max(1, ends - began)));
  const over = now >= ends;
  const left = Math.max(0, Math.ceil(((over ? cut : ends) - now) / 1000));
  const said = over ? t("floor.saidOver") : left <= 10 ? t("floor.saidLeft", { seconds: 10 }) : "";
  const state = over ? "over" : used >= amberFrom ? "amber" : "calm";
  return (
    <div className={styles.clock} data-state={state}>
      <progress className={styles.bar} max={1} value={used} aria-hidden="true" />
      <span className={styles.time} role="timer">
        {over ? t("floor.over", { clock: clock(left) }) : t("floor.left", { clock: clock(left) })}
      </span>
      {turn.mine ? (
        <span className="visually-hidden" role="status">
          {said}
        </span>
      ) : null}
    </div>
  );
}
