import { useTranslation } from "react-i18next";
import { Button } from "../../ui/Button";
import type { VisitProps } from "../room/VisitScreen";
import styles from "./BlockedBanner.module.css";
import { useBlocked } from "./useBlocked";

/** Warns whoever blocked somebody that this person holds the microphone now. Nobody else is told. */
export function BlockedBanner({ view, actions }: VisitProps) {
  const { t, i18n } = useTranslation();
  const blocked = useBlocked(view);
  const heard = view.stage.filter(({ id, live, muted }) => blocked.has(id) && live && !muted);
  if (heard.length === 0) return null;
  const names = new Intl.ListFormat(i18n.language, { type: "conjunction" }).format(
    heard.map(({ name }) => name),
  );
  return (
    <section className={styles.banner} role="status">
      <p>{t("blockedSpeaker.text", { names, count: heard.length })}</p>
      <Button onClick={actions.leave}>{t("bar.leave")}</Button>
    </section>
  );
}
