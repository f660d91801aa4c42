import { useState } from "react";
import { useTranslation } from "react-i18next";
import { timecode } from "../../models/timecode";
import { Button } from "../../ui/Button";
import { useChannel } from "../realtime/realtime";
import type { VisitProps } from "../room/VisitScreen";
import styles from "./Notes.module.css";
import { PinForm } from "./PinForm";

interface AccountState {
  /** By room and flag. */
  readonly sources?: Readonly<Record<string, Readonly<Record<string, { readonly at: string }>> | null>>;
}

/** Several people asked for a source: quietly, for the one who spoke alone. */
export function SourceBanner({ view }: VisitProps) {
  const { t } = useTranslation();
  const { you, head } = view;
  const account = useChannel<AccountState>(you?.seat ? `account:${you.identity}` : null);
  const [later, setLater] = useState<ReadonlySet<string>>(new Set());
  const flags = Object.entries(account.state?.sources?.[head?.id ?? ""] ?? {}).filter(
    ([id]) => !later.has(id),
  );
  const [first] = flags;
  if (first === undefined || !head?.liveAt) return null;
  const [flag, { at }] = first;
  const put = () => setLater(new Set([...later, flag]));
  return (
    <section className={`${styles.card} ${styles.quiet}`} aria-labelledby="source">
      <div className={styles.cardHead}>
        <h2 id="source">
          {t("mark.asked", {
            clock: timecode(Math.max(0, Math.floor((Date.parse(at) - Date.parse(head.liveAt)) / 1000))),
          })}
        </h2>
        <Button look="quiet" onClick={put}>
          {t("mark.later")}
        </Button>
      </div>
      <p className={styles.note}>{t("mark.askedText")}</p>
      <PinForm key={flag} id={head.id} flag={flag} done={put} />
    </section>
  );
}
