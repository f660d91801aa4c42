import { useTranslation } from "react-i18next";
import { recordingOf } from "../../models/recording";
import { Toggle } from "../../ui/Toggle";
import type { VisitProps } from "../room/VisitScreen";
import { useCalls } from "../session/session";
import styles from "./Recording.module.css";

/** The hosts' switch. */
export function RecordingHandle({ view, actions }: VisitProps) {
  const { t } = useTranslation();
  const calls = useCalls();
  const { head } = view;
  if (head === null) return null;
  const on = recordingOf(view.parts)?.on ?? false;
  return (
    <div className={styles.handle}>
      <Toggle
        on={on}
        onChange={(next) => void actions.run("recording", () => calls.recording.run(head.id, next))}
      >
        {t("recording.switch")}
      </Toggle>
      <p className={styles.note}>{t("recording.switchNote")}</p>
    </div>
  );
}
