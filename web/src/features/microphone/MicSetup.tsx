import { useEffect, useId, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { RoomActions, RoomView } from "../../models/room";
import { Button } from "../../ui/Button";
import { MicIcon, SoundIcon } from "../../ui/icons";
import { Toggle } from "../../ui/Toggle";
import { followLevel } from "../room/levelLoop";
import styles from "./MicBar.module.css";

export interface MicSetupProps {
  view: RoomView;
  actions: RoomActions;
  /** What the button is called that begins to send. */
  go?: string | undefined;
  /** Present while live: the card then only adjusts, and can be put away. */
  onClose?: () => void;
}

/** Level, device and noise suppression: before going live, and again while live. Not a dialog: the room goes on. */
export function MicSetup({ view, actions, go, onClose }: MicSetupProps) {
  const { t } = useTranslation();
  const id = useId();
  const starting = view.mic.kind === "starting";
  return (
    <section className={styles.setup} aria-label={onClose ? t("mic.settings") : t("mic.title")}>
      {onClose ? null : (
        <div>
          <h2>{t("mic.title")}</h2>
          <p>{t("mic.previewNote")}</p>
        </div>
      )}
      <Meter level={actions.level} />
      <div className={styles.device}>
        <label htmlFor={id}>{t("mic.device")}</label>
        <select
          id={id}
          value={view.deviceId ?? ""}
          onChange={(event) => actions.chooseDevice(event.target.value)}
        >
          {view.devices.map((device, index) => (
            <option key={device.id} value={device.id}>
              {device.label || t("mic.unnamed", { n: index + 1 })}
            </option>
          ))}
        </select>
      </div>
      {onClose ? null : (
        <Button onClick={actions.hearYourself} disabled={view.echo !== null || starting} aria-live="polite">
          <SoundIcon />
          {view.echo === null ? t("offer.hear") : t(`offer.${view.echo}`)}
        </Button>
      )}
      <Toggle on={view.noiseSuppression} onChange={actions.suppressNoise}>
        {t("mic.noise")}
      </Toggle>
      <div className={styles.decide}>
        {onClose ? (
          <Button onClick={onClose}>{t("mic.close")}</Button>
        ) : (
          <>
            <Button onClick={actions.notNow} disabled={starting}>
              {t("mic.notNow")}
            </Button>
            <Button look="primary" onClick={actions.goLive} aria-busy={starting} autoFocus>
              <MicIcon />
              {starting ? t("mic.starting") : (go ?? t("mic.goLive"))}
            </Button>
          </>
        )}
      </div>
    </section>
  );
}

function Meter({ level }: { level: (personId: string | null) => number }) {
  const { t } = useTranslation();
  const bar = useRef<HTMLDivElement>(null);
  useEffect(() => (bar.current ? followLevel(bar.current, () => level(null)) : undefined), [level]);
  return (
    <div className={styles.meter} role="img" aria-label={t("mic.level")}>
      <div ref={bar} className={styles.meterBar} />
    </div>
  );
}
