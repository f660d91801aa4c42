import { useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import type { ReplayPlayer } from "../../models/replay";
import { timecode } from "../../models/timecode";
import { Button } from "../../ui/Button";
import { PauseIcon, PlayIcon } from "../../ui/icons";
import styles from "./Replay.module.css";

const rates = [1, 1.5, 2];

/** The player of a whole room: one button, where it is, how fast, and a link to this second. */
export function Replay({ player, link }: { player: ReplayPlayer; link: string }) {
  const { t } = useTranslation();
  const { whole } = player;
  const { at, playing, waiting, failed, rate } = useSyncExternalStore(player.subscribe, player.view);
  const [copied, setCopied] = useState<number | null>(null);
  const second = Math.floor(at);
  const copy = () => {
    const done = () => setCopied(second);
    navigator.clipboard?.writeText(`${link}?t=${second}`).then(done, () => setCopied(null));
  };
  const next = rates[(rates.indexOf(rate) + 1) % rates.length] ?? 1;
  return (
    <section className={styles.player} aria-label={t("endedRoom.player")}>
      <Button
        round
        look="primary"
        className={styles.playButton}
        aria-label={playing ? t("endedRoom.pause") : t("endedRoom.play")}
        onClick={() => (playing ? player.pause() : player.play())}
      >
        {playing ? <PauseIcon /> : <PlayIcon />}
      </Button>
      <div className={styles.place}>
        <input
          className={styles.slider}
          type="range"
          min={0}
          max={Math.ceil(whole)}
          step={1}
          value={second}
          aria-label={t("endedRoom.place")}
          aria-valuetext={timecode(at)}
          onChange={(event) => player.seek(Number(event.target.value))}
        />
        <p className={styles.clock}>
          <span>{timecode(at)}</span>
          <span role="status">
            {failed ? t("endedRoom.failed") : waiting && playing ? t("endedRoom.waiting") : ""}
          </span>
          <span>{timecode(whole)}</span>
        </p>
      </div>
      <div className={styles.more}>
        <Button look="quiet" aria-label={t("endedRoom.rate", { rate })} onClick={() => player.setRate(next)}>
          {t("endedRoom.times", { rate })}
        </Button>
        <Button look="quiet" onClick={copy}>
          {copied === second ? t("endedRoom.copied") : t("endedRoom.copy", { time: timecode(at) })}
        </Button>
      </div>
    </section>
  );
}
