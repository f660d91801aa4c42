import { useEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import { clockOf, type Recording } from "../../models/recorder";
import type { MicTrouble } from "../../models/room";
import { Button } from "../../ui/Button";
import { RecordIcon, StopIcon } from "../../ui/icons";
import { followLevel } from "../room/levelLoop";
import { Player } from "./Player";
import styles from "./Recorder.module.css";
import { useRecorder } from "./recorder";

export interface RecorderProps {
  maxSeconds: number;
  /** What to say, in a few words. */
  prompt: string;
  /** The recording as it stands; null when it was thrown away. */
  onChange: (recording: Recording | null) => void;
}

/** Record, listen, take again. Nothing leaves the browser here. */
export function Recorder({ maxSeconds, prompt, onChange }: RecorderProps) {
  const { t } = useTranslation();
  const [state, session] = useRecorder(maxSeconds);
  const changed = useRef(onChange);
  changed.current = onChange;
  const recording = state.kind === "recorded" ? state.recording : null;
  useEffect(() => changed.current(recording), [recording]);
  switch (state.kind) {
    case "empty":
    case "asking":
      return (
        <div className={styles.recorder}>
          <Button className={styles.main ?? ""} onClick={session.record} aria-busy={state.kind === "asking"}>
            <RecordIcon />
            {state.kind === "asking" ? t("recorder.asking") : t("recorder.record")}
          </Button>
          <p className={styles.prompt}>{prompt}</p>
          {state.kind === "empty" && state.trouble ? <Trouble trouble={state.trouble} /> : null}
        </div>
      );
    case "recording":
      return (
        <div className={styles.recorder}>
          <Button className={styles.main ?? ""} onClick={session.stop} autoFocus>
            <StopIcon />
            {t("recorder.stop")}
          </Button>
          <Running seconds={state.seconds} maxSeconds={maxSeconds} level={session.level} />
        </div>
      );
    case "recorded":
      return (
        <div className={styles.recorder}>
          <Taken recording={state.recording} />
          <Button look="quiet" onClick={session.clear}>
            {t("recorder.again")}
          </Button>
        </div>
      );
  }
}

function Running(props: { seconds: number; maxSeconds: number; level: () => number }) {
  const { t } = useTranslation();
  const meter = useRef<HTMLDivElement>(null);
  const { seconds, maxSeconds, level } = props;
  useEffect(() => (meter.current ? followLevel(meter.current, level) : undefined), [level]);
  return (
    <div className={styles.running} data-near={maxSeconds - seconds < 5}>
      <div className={styles.meter} role="img" aria-label={t("mic.level")}>
        <div ref={meter} className={styles.meterBar} />
      </div>
      <span className={styles.clock} role="timer">
        {`${clockOf(seconds)} / ${clockOf(maxSeconds)}`}
      </span>
    </div>
  );
}

function Taken({ recording }: { recording: Recording }) {
  const { t } = useTranslation();
  const url = useMemo(() => URL.createObjectURL(recording.file), [recording]);
  useEffect(() => () => URL.revokeObjectURL(url), [url]);
  return <Player src={url} label={t("recorder.yours")} seconds={recording.seconds} />;
}

function Trouble({ trouble }: { trouble: MicTrouble }) {
  const { t } = useTranslation();
  return (
    <p className={styles.trouble} role="alert">
      <strong>{t(`trouble.${trouble}.title`)}</strong> {t(`trouble.${trouble}.text`)}
    </p>
  );
}
