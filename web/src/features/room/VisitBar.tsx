import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { isHost, type RoomHead } from "../../models/roomScene";
import { divided, placesOf } from "../../models/subRooms";
import { Button } from "../../ui/Button";
import { Each } from "../../ui/Each";
import { HandIcon, LeaveIcon, MicIcon } from "../../ui/icons";
import { Popover, PopoverItem } from "../../ui/Popover";
import { type BarWords, MicBar } from "../microphone/MicBar";
import bar from "../microphone/MicBar.module.css";
import { OfferClock } from "./banners";
import { thumbs } from "./extras";
import styles from "./Visit.module.css";
import type { VisitProps } from "./VisitScreen";

/** The bar at the thumb: leave, the hand, the microphone; above it the offer of a seat while there is one. */
export function VisitBar({ view, head, actions }: VisitProps & { head: RoomHead }) {
  const { t } = useTranslation();
  const { you, media } = view;
  const offered = you?.offer === true && !you.seat;
  const host = isHost(view);
  // The card above says it already.
  const off: BarWords = offered
    ? { title: "", note: "" }
    : view.stepping
      ? { title: t("visit.leaving"), note: "" }
      : { title: t("visit.seatOff"), note: t("visit.seatOffNote") };
  const go = head.phase === "backstage" ? t("visit.speakBackstage") : undefined;
  return (
    <MicBar
      view={media}
      actions={actions}
      above={
        offered ? (
          <>
            {media.mic.kind === "off" ? <Offer actions={actions} go={go} ends={you.offerEndsAt} /> : null}
            {media.mic.kind !== "off" && you.offerEndsAt ? <OfferClock at={you.offerEndsAt} /> : null}
          </>
        ) : (
          <Each parts={thumbs} given={{ view, actions }} />
        )
      }
      leave={host ? <LeaveOrEnd view={view} actions={actions} /> : undefined}
      listener={useListenerWords({ view, head, actions })}
      off={off}
      muted={useSilence(view)}
      stop={host ? t("visit.micOffAct") : undefined}
      live={useReach(view, head)}
      go={go}
      quietOff={offered || view.stepping}
    />
  );
}

/** Somebody gave the floor: nothing is sent before the tap, and "Not now" tells nobody. */
function Offer(props: Pick<VisitProps, "actions"> & { go: string | undefined; ends: string | undefined }) {
  const { actions, go, ends } = props;
  const { t } = useTranslation();
  return (
    <section className={`${bar.setup} ${styles.offer}`} aria-labelledby="offer">
      <div>
        <h2 id="offer">{t("offer.title")}</h2>
        <p>{t("offer.text")}</p>
        {ends ? <OfferClock at={ends} /> : null}
      </div>
      <Button onClick={actions.prepareMic}>
        <MicIcon />
        {t("offer.check")}
      </Button>
      <div className={bar.decide}>
        <Button onClick={actions.notNow}>{t("mic.notNow")}</Button>
        <Button look="primary" onClick={actions.goLive}>
          {go ?? t("mic.goLive")}
        </Button>
      </div>
    </section>
  );
}

/** Who hears an open microphone, where that is not simply everybody. */
function useReach({ floor, parts, you }: VisitProps["view"], head: RoomHead): BarWords | undefined {
  const { t } = useTranslation();
  if (head.phase === "backstage")
    return { title: t("visit.liveBackstage"), note: t("visit.liveBackstageNote") };
  const places = placesOf(parts.subRooms);
  const { subRoom = 0, everywhere = false } = places[you?.identity ?? ""] ?? {};
  if (divided(places) && !everywhere) {
    if (subRoom > 0)
      return { title: t("subRooms.heardIn", { number: subRoom }), note: t("subRooms.heardInNote") };
    return { title: t("subRooms.heardMain"), note: t("subRooms.heardMainNote") };
  }
  return floor.pushToTalk ? { title: t("floor.hold"), note: t("floor.holdNote") } : undefined;
}

/** Why the room keeps an open microphone silent: a host muted it, or it is not one's turn. */
function useSilence({ floor, stage, you }: VisitProps["view"]): BarWords | undefined {
  const { t } = useTranslation();
  const mine = stage.find((person) => person.me);
  if (mine?.mutedByHost) return { title: t("visit.hostMuted"), note: t("visit.hostMutedNote") };
  if (!floor.silent) return undefined;
  return { title: t("floor.silent"), note: you?.hand ? t("visit.handUp") : t("floor.silentNote") };
}

function LeaveOrEnd({ view, actions }: VisitProps) {
  const { t } = useTranslation();
  return (
    <Popover
      label={t("host.leaveMenu")}
      trigger={
        <Button look="leaving" className={bar.leave} aria-label={t("host.leaveMenu")}>
          <LeaveIcon />
          <span>{t("host.leaveMenu")}</span>
        </Button>
      }
    >
      <PopoverItem note={t("host.leaveText")} onSelect={actions.leave}>
        {t("bar.leave")}
      </PopoverItem>
      {view.you?.role === "moderator" ? (
        <PopoverItem look="leaving" note={t("host.endText")} onSelect={actions.end}>
          {t("host.end")}
        </PopoverItem>
      ) : null}
    </Popover>
  );
}

function useListenerWords({ view, head, actions }: VisitProps & { head: RoomHead }): BarWords {
  const { t } = useTranslation();
  const { you, pending, hands, signedIn, floor } = view;
  if (you === null || you.role === "guest") {
    return {
      title: t("visit.guest"),
      note: t("visit.guestNote"),
      wide: true,
      control: (
        <Link className={styles.way} data-look="primary" to={signedIn ? "/waiting" : "/"}>
          {t("visit.join")}
        </Link>
      ),
    };
  }
  if (you.hand) {
    const place = hands.findIndex((hand) => hand.identity === you.identity);
    return {
      title: t("visit.handUp"),
      note: place < 0 ? "" : place === 0 ? t("visit.handFirst") : t("visit.handPlace", { place: place + 1 }),
      control: (
        <Button className={styles.handButton} data-up="true" aria-pressed onClick={actions.lowerHand}>
          <HandIcon />
          {t("visit.lower")}
        </Button>
      ),
    };
  }
  if (head.handsLocked || floor.seated) {
    return {
      title: t("visit.listenLabel"),
      note: floor.seated ? t("visit.seatedNote") : t("visit.handsLockedNote"),
      wide: true,
      control: (
        <Button disabled className={styles.handButton}>
          <HandIcon />
          {t("visit.handsLocked")}
        </Button>
      ),
    };
  }
  const raising = pending.has("hand");
  return {
    title: t("visit.listenLabel"),
    note: t("visit.listenMute"),
    control: (
      <Button
        look="primary"
        className={styles.handButton}
        aria-pressed={false}
        aria-busy={raising}
        disabled={raising}
        onClick={actions.raiseHand}
      >
        <HandIcon />
        {raising ? t("visit.raising") : t("visit.hand")}
      </Button>
    ),
  };
}
