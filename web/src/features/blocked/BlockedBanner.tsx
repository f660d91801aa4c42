import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { keys } from "../../api/keys";
import { Button } from "../../ui/Button";
import type { VisitProps } from "../room/VisitScreen";
import { useCalls } from "../session/session";
import styles from "./BlockedBanner.module.css";

/** Warns whoever blocked somebody that this person holds the microphone now. Nobody else is told. */
export function BlockedBanner({ view, actions }: VisitProps) {
  const { t, i18n } = useTranslation();
  const { me } = useCalls();
  const blocks = useQuery({
    queryKey: keys.blocks,
    queryFn: ({ signal }) => me.blocks(signal),
    enabled: view.signedIn && view.you !== null && view.you.role !== "guest",
  });
  const blocked = new Set(blocks.data?.items.map(({ id }) => id));
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
