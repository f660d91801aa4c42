import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { keys } from "../../api/keys";
import { type PingScene, pingIn } from "../../models/ping";
import { Button, ButtonLink } from "../../ui/Button";
import { useNotices } from "../notices/notices";
import { useCalls } from "../session/session";
import styles from "./PingCard.module.css";
import { usePingWords } from "./words";

/** Somebody calls one into a room: what it is about, since when, and how many wait to speak. */
export function PingCard() {
  const notices = useNotices();
  const ping = pingIn(notices.data?.items ?? []);
  return ping === null ? null : <Ping key={ping.id} ping={ping} />;
}

function Ping({ ping }: { ping: PingScene }) {
  const { t } = useTranslation();
  const calls = useCalls();
  const queries = useQueryClient();
  const words = usePingWords();
  const seen = useMutation({
    mutationFn: () => calls.me.readNotices([ping.id]),
    onSettled: () => queries.invalidateQueries({ queryKey: keys.notices }),
  });
  return (
    <section className={styles.card} aria-labelledby="ping">
      <div className={styles.words}>
        <p className={styles.note}>{t("ping.by", { name: ping.by })}</p>
        <h2 id="ping">{ping.title}</h2>
        <p className={styles.note}>{words(ping)}</p>
      </div>
      <div className={styles.deeds}>
        <ButtonLink look="primary" to={`/r/${ping.roomId}`} onClick={() => seen.mutate()}>
          {t("ping.come")}
        </ButtonLink>
        <Button look="quiet" disabled={seen.isPending} onClick={() => seen.mutate()}>
          {t("ping.notNow")}
        </Button>
      </div>
    </section>
  );
}
