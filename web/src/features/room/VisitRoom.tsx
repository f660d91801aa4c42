import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { hatsOf } from "../../models/hat";
import { HoldToTalk } from "../../models/holdToTalk";
import { RoomKeyboard } from "../../models/keyboard";
import { isHost, type RoomHead, type StageMember } from "../../models/roomScene";
import { placesOf } from "../../models/subRooms";
import { sharesOf } from "../../models/talk";
import { Button } from "../../ui/Button";
import { Each } from "../../ui/Each";
import { useHatWords } from "../hat/words";
import { useCalls } from "../session/session";
import { usePreferences } from "../settings/preferences";
import { SettingsDialog } from "../settings/SettingsDialog";
import { Audience } from "./Audience";
import { AudiencePanel } from "./AudiencePanel";
import { Backstage, Countdown } from "./banners";
import { banners, footnotes } from "./extras";
import { FloorStrip } from "./FloorStrip";
import { HandsPanel } from "./HandsPanel";
import { LineBanner } from "./LineBanner";
import { PersonMenu } from "./PersonMenu";
import room from "./Room.module.css";
import { openTab, RoomTabs } from "./RoomTabs";
import { Stage } from "./Stage";
import { TapToHear } from "./TapToHear";
import styles from "./Visit.module.css";
import { VisitBar } from "./VisitBar";
import { VisitHead } from "./VisitHead";
import type { VisitProps } from "./VisitScreen";

/** The room from the inside: the floor, the stage, the audience, the hosts' handles, and one bar at the thumb. */
export function VisitRoom({ view, head, actions }: VisitProps & { head: RoomHead }) {
  const { t } = useTranslation();
  const [, store] = usePreferences();
  const [settings, setSettings] = useState(false);
  const [listing, setListing] = useState(false);
  const host = isHost(view);
  const { you, media, announcement } = view;
  const backstage = head.phase === "backstage";
  const speech = useHeld({ view, actions });
  const ownPlace = useOwnPlace(view);
  const handsLocked = head.handsLocked || view.floor.seated;
  useEffect(() => {
    const keyboard = new RoomKeyboard(store.current, {
      toggleMute: () => speech.toggleMute(),
      hold: (held) => speech.hold(held),
      hand: () => {
        if (you === null || you.offer || (you.role !== "listener" && !view.floor.silent)) return;
        if (you.hand) actions.lowerHand();
        else if (!handsLocked) actions.raiseHand();
      },
      questions: () => openTab("questions"),
      help: () => setSettings(true),
    });
    return keyboard.attach(document);
  }, [store, actions, speech, you, view.floor.silent, handsLocked]);
  const hatWords = useHatWords();
  const { worn } = hatsOf(view.parts);
  const shares = sharesOf(view);
  const places = placesOf(view.parts.subRooms);
  const hat = ({ id, role, guestOf }: StageMember) => {
    const number = places[id]?.subRoom ?? 0;
    const words = [
      role === "speaker" ? "" : t(`visit.role.${role}`),
      guestOf === "" ? "" : t("pass.guestOf", { name: guestOf }),
      number > 0 ? t("subRooms.short", { number }) : "",
      hatWords(worn[id]),
    ];
    return words.filter((word) => word !== "").join(" · ");
  };
  return (
    <div className={room.page}>
      <VisitHead view={view} head={head} actions={actions} openSettings={() => setSettings(true)} />
      <main className={room.main}>
        <FloorStrip
          people={view.stage}
          note={ownPlace === "" && host && view.hands.length > 0 ? <HandsUp view={view} /> : ownPlace}
        />
        <LineBanner line={media.line} live={media.mic.kind === "live"} />
        {head.endsAt ? <Countdown at={head.endsAt} host={host} view={view} actions={actions} /> : null}
        {backstage && you?.seat ? <Backstage view={view} actions={actions} /> : null}
        {media.soundWithheld ? <TapToHear onTap={actions.tapToHear} /> : null}
        {backstage && !you?.seat ? (
          <div className={styles.soon}>
            <h2>{t("visit.backstageWait")}</h2>
            <p>{t("visit.backstageWaitText", { host: head.host.displayName })}</p>
          </div>
        ) : null}
        <div className={styles.floor} data-host={host}>
          <div className={styles.hall}>
            <div className={styles.banners}>
              <Each parts={banners} given={{ view, actions }} />
            </div>
            <Stage
              people={view.stage}
              level={actions.level}
              empty={{ title: t("visit.emptyStage"), text: t("visit.emptyStageText") }}
              hat={hat}
              share={({ id }) => shares[id]}
              wrap={(person, circle) => (
                <PersonMenu person={person.card} member={person} view={view} actions={actions}>
                  <button type="button" className={styles.circleButton}>
                    {circle}
                  </button>
                </PersonMenu>
              )}
              handles={
                host && view.stage.length > 1 ? (
                  <Button
                    look="quiet"
                    disabled={view.pending.has("muteAll")}
                    onClick={actions.muteAll}
                    className={styles.small}
                  >
                    {t("host.muteAll")}
                  </Button>
                ) : null
              }
            />
            <div className={styles.footnotes}>
              <Each parts={footnotes} given={{ view, actions }} />
            </div>
            <div className={styles.tabs}>
              <RoomTabs view={view} actions={actions} />
            </div>
            <div className={styles.audience}>
              <Audience
                people={[]}
                listeners={view.audience.listeners}
                listening={you !== null && !you.seat}
                onOpen={view.signedIn ? () => setListing(true) : undefined}
              />
            </div>
          </div>
          {host ? <HandsPanel view={view} head={head} actions={actions} /> : null}
        </div>
      </main>
      <VisitBar view={view} head={head} actions={speech} />
      <p className="visually-hidden" aria-live="polite" aria-atomic="true">
        {announcement ? t(`say.${announcement.key}`, { name: announcement.name }) : ""}
      </p>
      {listing ? <AudiencePanel view={view} actions={actions} onClose={() => setListing(false)} /> : null}
      {settings ? <SettingsDialog onClose={() => setSettings(false)} /> : null}
    </div>
  );
}

/** For hosts on a phone, where the hands are further down: how many there are, and the way to them. */
function HandsUp({ view: { hands } }: Pick<VisitProps, "view">) {
  const { t } = useTranslation();
  const go = () => {
    const panel = document.getElementById("hands-panel");
    panel?.focus({ preventScroll: true });
    panel?.scrollIntoView({ block: "start" });
  };
  return (
    <button type="button" className={styles.handsUp} onClick={go}>
      {t("host.handsUp", { count: hands.length })}
    </button>
  );
}

/** Where one stands in the row of hands, for the floor strip. */
function useOwnPlace({ you, hands }: VisitProps["view"]): string {
  const { t } = useTranslation();
  // An offer stands at the thumb and says it all.
  if (!you?.hand || you.offer) return "";
  const place = hands.findIndex((hand) => hand.identity === you.identity);
  if (place < 0) return t("visit.handUp");
  return place === 0 ? t("visit.handFirst") : t("visit.handPlace", { place: place + 1 });
}

/** In rooms where one holds to talk, a tap opens nothing, and what is open without a hand on it closes. */
function useHeld({ view, actions }: VisitProps): VisitProps["actions"] {
  const { rooms } = useCalls();
  const id = view.head?.id ?? "";
  const { pushToTalk, silent } = view.floor;
  const { mic } = view.media;
  const live = mic.kind === "live";
  const open = live && !mic.muted && !mic.held;
  const mayOpen = live && !silent && !view.stage.some(({ me, mutedByHost }) => me && mutedByHost);
  useEffect(() => {
    if (pushToTalk && open && mayOpen) actions.toggleMute();
  }, [pushToTalk, open, mayOpen, actions]);
  const held = useMemo(
    () =>
      new HoldToTalk({
        say: () => rooms.hold(id),
        letGo: () => rooms.letGo(id),
        open: actions.hold,
      }),
    [rooms, id, actions],
  );
  useEffect(() => () => held.hold(false), [held]);
  return useMemo(
    () =>
      pushToTalk
        ? { ...actions, toggleMute: () => held.hold(false), hold: (on) => held.hold(on && mayOpen) }
        : actions,
    [pushToTalk, mayOpen, held, actions],
  );
}
