import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Mic, MicTrouble } from "../../models/room";
import { Button } from "../../ui/Button";
import { AlertIcon, LeaveIcon, MicIcon, TuneIcon } from "../../ui/icons";
import type { RoomProps } from "../room/RoomScreen";
import { useKeyName } from "../settings/KeySettings";
import { usePreferences } from "../settings/preferences";
import styles from "./MicBar.module.css";
import { MicSetup } from "./MicSetup";
import { TalkButton } from "./TalkButton";

/** What the bar says and offers while there is no microphone to speak of. */
export interface BarWords {
  readonly title: string;
  readonly note: string;
  /** The note needs room: a phone leaves it out. */
  readonly wide?: boolean;
  readonly control?: ReactNode;
}

export interface MicBarProps extends RoomProps {
  /** A card above the row. */
  above?: ReactNode;
  /** In the place of "Leave quietly". */
  leave?: ReactNode;
  /** For those without a seat; by default what a personal link allows. */
  listener?: BarWords;
  /** For those on stage whose microphone is off. */
  off?: BarWords;
  /** Who hears one, where that is not everybody. */
  live?: BarWords | undefined;
  /** What the button is called that begins to send, where not everybody hears it. */
  go?: string | undefined;
  /** For those whom the room itself muted. */
  muted?: BarWords | undefined;
  /** What the button is called that ends speaking. */
  stop?: string | undefined;
  /** A card above already asks for the microphone; the row does not ask again. */
  quietOff?: boolean;
}

/** The bar at the thumb: leave, and one's own microphone in each of its states. Nothing is sent before Go live. */
export function MicBar(props: MicBarProps) {
  const { view, actions, above, leave, listener, off, muted, live: heard, stop, quietOff = false } = props;
  const { t } = useTranslation();
  const [adjusting, setAdjusting] = useState(false);
  const { mic } = view;
  const live = mic.kind === "live";
  return (
    <section
      className={styles.bar}
      data-mic={mic.kind}
      data-live={live}
      data-muted={live && mic.muted}
      aria-label={t("bar.label")}
    >
      {above}
      {mic.kind === "preview" || mic.kind === "starting" ? (
        <MicSetup view={view} actions={actions} go={props.go} />
      ) : null}
      {live && adjusting ? (
        <MicSetup view={view} actions={actions} onClose={() => setAdjusting(false)} />
      ) : null}
      {mic.kind === "off" && mic.trouble !== null ? <Trouble why={mic.trouble} /> : null}
      {live && mic.silence !== null ? (
        <Problem title={t("mic.silent")} text={t(`silence.${mic.silence}`)} urgent />
      ) : null}
      {live && mic.mutedSpeech ? (
        <Problem title={t("visit.mutedSpeech")} text={t("visit.mutedSpeechText")} urgent />
      ) : null}
      <div className={styles.row}>
        {leave ?? (
          <Button look="leaving" className={styles.leave} aria-label={t("bar.leave")} onClick={actions.leave}>
            <LeaveIcon />
            <span>{t("bar.leave")}</span>
          </Button>
        )}
        <Words mic={mic} listener={listener} off={off} muted={muted} live={heard} />
        <div className={styles.own}>
          {live ? (
            <Button
              look="quiet"
              aria-label={t("mic.settings")}
              aria-expanded={adjusting}
              onClick={() => setAdjusting(!adjusting)}
            >
              <TuneIcon />
            </Button>
          ) : null}
          {mic.kind === "listener" ? listener?.control : null}
          {mic.kind === "off" ? off?.control : null}
          {quietOff && mic.kind === "off" ? null : <Own view={view} actions={actions} stop={stop} />}
        </div>
      </div>
    </section>
  );
}

function Own({ view, actions, stop }: RoomProps & { stop: string | undefined }) {
  const { t } = useTranslation();
  const { mic } = view;
  switch (mic.kind) {
    case "listener":
    case "preview":
    case "starting":
      return null;
    case "asking":
      return <Button onClick={actions.notNow}>{t("mic.cancel")}</Button>;
    case "off": {
      if (mic.trouble === "unsupported" || mic.trouble === "insecure") return null;
      return (
        <Button look="primary" onClick={actions.prepareMic}>
          <MicIcon />
          {mic.trouble === null ? t("mic.setUp") : t("trouble.retry")}
        </Button>
      );
    }
    case "live":
      return <TalkButton muted={mic.muted} held={mic.held} actions={actions} stop={stop} />;
  }
}

type Said = Pick<MicBarProps, "listener" | "off" | "muted" | "live">;

function Words({ mic, listener, off, muted, live }: { mic: Mic } & Said) {
  const { t } = useTranslation();
  const [{ keysOn, keys }] = usePreferences();
  const keyName = useKeyName();
  const said = ({ title, note, wide }: BarWords): [string, ReactNode] => [
    title,
    wide ? (
      <span key="note" className={styles.wide}>
        {note}
      </span>
    ) : (
      note
    ),
  ];
  const words = (): [string, ReactNode] => {
    switch (mic.kind) {
      case "listener":
        return listener ? said(listener) : [t("mic.listener"), t("mic.listenerNote")];
      case "off":
        return off ? said(off) : [t("mic.off"), null];
      case "asking":
        return [t("mic.asking"), t("mic.askingNote")];
      case "preview":
        return [t("mic.off"), null];
      case "starting":
        return [t("mic.starting"), null];
      case "live":
        if (mic.held) return [t("mic.held"), t("mic.slide")];
        if (!mic.muted) return live ? said(live) : [t("mic.live"), t("mic.liveNote")];
        if (muted) return said(muted);
        return [
          t("mic.muted"),
          <span key="note" className={styles.wide}>
            {t("mic.mutedNote")} {keysOn ? t("mic.hold", { key: keyName(keys.talk) }) : ""}
          </span>,
        ];
    }
  };
  const [title, note] = words();
  return (
    <div className={styles.words}>
      <strong>{title}</strong>
      {note === null ? null : <span>{note}</span>}
    </div>
  );
}

function Trouble({ why }: { why: MicTrouble }) {
  const { t } = useTranslation();
  return <Problem title={t(`trouble.${why}.title`)} text={t(`trouble.${why}.text`)} />;
}

function Problem({ title, text, urgent = false }: { title: string; text: string; urgent?: boolean }) {
  return (
    <div className={styles.problem} role={urgent ? "alert" : "status"}>
      <AlertIcon />
      <p>
        <strong>{title}</strong>
        <br />
        {text}
      </p>
    </div>
  );
}
