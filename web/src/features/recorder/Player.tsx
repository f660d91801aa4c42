import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { clockOf } from "../../models/recorder";
import { Button } from "../../ui/Button";
import { PauseIcon, PlayIcon } from "../../ui/icons";
import styles from "./Player.module.css";

export interface PlayerProps {
  src: string;
  /** Whose voice this is. */
  label: string;
  /** How long it is, where that is known; a recording fresh from the browser does not say so itself. */
  seconds?: number;
  look?: "line" | "hero";
}

/** Plays one short recording: a button, how far it is, how long it takes. */
export function Player({ src, label, seconds, look = "line" }: PlayerProps) {
  const { t } = useTranslation();
  const audio = useRef<HTMLAudioElement>(null);
  const [playing, setPlaying] = useState(false);
  const [at, setAt] = useState(0);
  const [told, setTold] = useState<number | null>(null);
  const [failed, setFailed] = useState(false);
  const whole = told ?? seconds ?? null;
  const toggle = () => {
    const element = audio.current;
    if (!element) return;
    if (!element.paused) {
      element.pause();
      return;
    }
    element.play().catch(() => setFailed(true));
  };
  return (
    <div className={styles.player} data-look={look}>
      {/* biome-ignore lint/a11y/useMediaCaption: a voice greeting is a few seconds of one person, without captions */}
      <audio
        ref={audio}
        src={src}
        preload="metadata"
        onPlay={() => {
          setPlaying(true);
          setFailed(false);
        }}
        onPause={() => setPlaying(false)}
        onEnded={() => setAt(0)}
        onError={() => setFailed(true)}
        onTimeUpdate={(event) => setAt(event.currentTarget.currentTime)}
        onDurationChange={(event) => {
          const { duration } = event.currentTarget;
          setTold(Number.isFinite(duration) ? duration : null);
        }}
      />
      <Button
        round
        look="primary"
        className={styles.button ?? ""}
        onClick={toggle}
        aria-label={playing ? t("recorder.pause", { label }) : t("recorder.play", { label })}
      >
        {playing ? <PauseIcon /> : <PlayIcon />}
      </Button>
      <div className={styles.words}>
        <span className={styles.label}>{label}</span>
        <progress className={styles.progress} value={at} max={whole ?? 1} aria-label={label} />
      </div>
      <span className={styles.clock}>
        {failed ? t("recorder.failed") : clockOf(playing || at > 0 ? at : (whole ?? 0))}
      </span>
    </div>
  );
}
