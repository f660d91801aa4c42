import { useTranslation } from "react-i18next";
import { silenceOf } from "../../models/quiet";
import { isHost } from "../../models/roomScene";
import { Button } from "../../ui/Button";
import { clock, useNow } from "../hallway/words";
import type { VisitProps } from "../room/VisitScreen";
import { useCalls } from "../session/session";
import styles from "./QuietBanner.module.css";

const tickMs = 1_000;

/** Asks the hosts of a room in which nobody has spoken for long whether it is over. */
export function QuietBanner({ view, actions }: VisitProps) {
  const { endsAt } = silenceOf(view.parts.quiet);
  if (endsAt === null || !isHost(view)) return null;
  return <Question endsAt={endsAt} view={view} actions={actions} />;
}

function Question({ endsAt, view, actions }: VisitProps & { endsAt: string }) {
  const { t } = useTranslation();
  const { hosting } = useCalls();
  const seconds = Math.max(0, Math.ceil((Date.parse(endsAt) - useNow(tickMs)) / 1000));
  return (
    <section className={styles.quiet} aria-labelledby="quiet">
      <div>
        <h2 id="quiet">{t("quiet.title")}</h2>
        <p>{t("quiet.host", { clock: clock(seconds) })}</p>
      </div>
      <div className={styles.deeds}>
        <Button
          look="primary"
          disabled={view.pending.has("goOn")}
          onClick={() => void actions.run("goOn", () => hosting.goOn(view.head?.id ?? ""))}
        >
          {t("quiet.goOn")}
        </Button>
        {view.you?.role === "moderator" ? (
          <Button disabled={view.pending.has("end")} onClick={actions.end}>
            {t("quiet.end")}
          </Button>
        ) : null}
      </div>
    </section>
  );
}
