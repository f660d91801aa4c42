import { type PointerEvent, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { RoomActions } from "../../models/room";
import { Button } from "../../ui/Button";
import { MicIcon, MicOffIcon } from "../../ui/icons";
import styles from "./MicBar.module.css";

const holdAfterMs = 250;
const slideAtLeast = 48;

/** A tap mutes or unmutes. While muted: hold to talk, let go to mute, slide up to stay on. */
export function TalkButton({
  muted,
  held,
  actions,
  stop,
}: {
  muted: boolean;
  held: boolean;
  actions: RoomActions;
  /** What the button beside it is called that ends speaking. */
  stop?: string | undefined;
}) {
  const { t } = useTranslation();
  const press = useRef<{ timer: number; y: number; holding: boolean } | null>(null);
  const swallow = useRef(false);
  const down = (event: PointerEvent<HTMLButtonElement>) => {
    swallow.current = false;
    if (!muted || event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const timer = window.setTimeout(() => {
      if (press.current) press.current.holding = true;
      actions.hold(true);
    }, holdAfterMs);
    press.current = { timer, y: event.clientY, holding: false };
  };
  const end = (event: PointerEvent<HTMLButtonElement>, dropped: boolean) => {
    const current = press.current;
    press.current = null;
    if (!current) return;
    clearTimeout(current.timer);
    if (!current.holding) return;
    // The click that follows a hold is not a tap.
    swallow.current = true;
    if (!dropped && current.y - event.clientY > slideAtLeast) actions.toggleMute();
    else actions.hold(false);
  };
  const click = () => {
    if (swallow.current) swallow.current = false;
    else actions.toggleMute();
  };
  return (
    <>
      <Button look="quiet" onClick={actions.stepDown}>
        {stop ?? t("mic.stop")}
      </Button>
      <Button
        look={muted || held ? "plain" : "primary"}
        round
        className={styles.talk}
        aria-label={muted ? t("mic.unmute") : t("mic.mute")}
        title={muted ? t("mic.unmute") : t("mic.mute")}
        data-held={held}
        onPointerDown={down}
        onPointerUp={(event) => end(event, false)}
        onPointerCancel={(event) => end(event, true)}
        onContextMenu={(event) => event.preventDefault()}
        onClick={click}
      >
        {muted ? <MicOffIcon /> : <MicIcon />}
      </Button>
    </>
  );
}
