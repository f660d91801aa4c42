import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { RoomKeyboard } from "../../models/keyboard";
import { Button } from "../../ui/Button";
import { TuneIcon } from "../../ui/icons";
import { MicBar } from "../microphone/MicBar";
import { usePreferences } from "../settings/preferences";
import { SettingsDialog } from "../settings/SettingsDialog";
import { Audience } from "./Audience";
import { FloorStrip } from "./FloorStrip";
import { LineBanner } from "./LineBanner";
import styles from "./Room.module.css";
import type { RoomProps } from "./RoomScreen";
import { Stage } from "./Stage";
import { TapToHear } from "./TapToHear";

/** The room itself: who speaks, the stage, the audience, and one bar at the thumb. */
export function Room({ view, actions }: RoomProps) {
  const { t } = useTranslation();
  const [, store] = usePreferences();
  const [settings, setSettings] = useState(false);
  useEffect(() => {
    const keyboard = new RoomKeyboard(store.current, {
      toggleMute: () => actions.toggleMute(),
      hold: (held) => actions.hold(held),
      // A personal link knows no hands.
      hand: () => undefined,
      questions: () => undefined,
      help: () => setSettings(true),
    });
    return keyboard.attach(document);
  }, [store, actions]);
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1 className={styles.title}>{view.room}</h1>
        <Button look="quiet" aria-label={t("settings.open")} onClick={() => setSettings(true)}>
          <TuneIcon />
        </Button>
      </header>
      <main className={styles.main}>
        <FloorStrip people={view.people} />
        <LineBanner line={view.line} live={view.mic.kind === "live"} />
        {view.soundWithheld ? <TapToHear onTap={actions.tapToHear} /> : null}
        <LinkStage view={view} actions={actions} />
        <Audience people={view.people} listeners={view.listeners} listening={!view.maySpeak} />
      </main>
      <MicBar view={view} actions={actions} />
      <p className="visually-hidden" aria-live="polite" aria-atomic="true">
        {view.announcement ? t(`say.${view.announcement.key}`, { name: view.announcement.name }) : ""}
      </p>
      {settings ? <SettingsDialog onClose={() => setSettings(false)} /> : null}
    </div>
  );
}

/** Whoever has a microphone open; everybody else who may speak is named below the stage. */
function LinkStage({ view, actions }: RoomProps) {
  const { t } = useTranslation();
  const others = view.people.some((person) => !person.me) || view.listeners > 1;
  return (
    <Stage
      people={view.people.filter((person) => person.live)}
      level={actions.level}
      empty={
        others
          ? {
              title: t("room.emptyStage"),
              text: t(view.maySpeak ? "room.emptyStageSpeaker" : "room.emptyStageListener"),
            }
          : { title: t("room.alone"), text: t("room.aloneText") }
      }
    />
  );
}
