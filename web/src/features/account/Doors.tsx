import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { keys } from "../../api/keys";
import type { Door } from "../../api/types";
import { CheckIcon } from "../../ui/icons";
import { SkeletonLines } from "../../ui/Skeleton";
import { useCalls } from "../session/session";
import { Failed } from "../states/Failed";
import styles from "./Doors.module.css";

/** The three ways in, and what is missing for each. */
export function Doors() {
  const { t } = useTranslation();
  const calls = useCalls();
  const status = useQuery({
    queryKey: keys.inviteStatus,
    queryFn: ({ signal }) => calls.me.inviteStatus(signal),
  });
  return (
    <section className={styles.doors}>
      <h2>{t("waiting.doors")}</h2>
      <p className={styles.soft}>{t("waiting.doorsText")}</p>
      {status.error && !status.data ? (
        <Failed error={status.error} again={() => void status.refetch()} />
      ) : (
        <ul className={styles.list}>
          {status.data?.doors.map((door) => <DoorCard key={door.door} door={door} />) ?? (
            <li className={styles.door}>
              <SkeletonLines lines={3} />
            </li>
          )}
        </ul>
      )}
    </section>
  );
}

const known = [
  "email-confirmed",
  "invitation",
  "invitation-redeemed",
  "claim-verified",
  "claim-provisional",
] as const;

function DoorCard({ door }: { door: Door }) {
  const { t } = useTranslation();
  const word = (slug: string) => t(`waiting.missingSlug.${known.find((one) => one === slug) ?? "other"}`);
  return (
    <li className={styles.door}>
      <h3>{t(`waiting.door.${door.door}.title`)}</h3>
      <p>{t(`waiting.door.${door.door}.text`)}</p>
      <p className={styles.share}>{t("waiting.share", { percent: door.share })}</p>
      {door.missing.length === 0 ? (
        <p className={styles.ready}>
          <CheckIcon />
          {t("waiting.nothingMissing")}
        </p>
      ) : (
        <div className={styles.missing}>
          <span>{t("waiting.missing")}</span>
          <ul>
            {door.missing.map((slug) => (
              <li key={slug}>{word(slug)}</li>
            ))}
          </ul>
        </div>
      )}
    </li>
  );
}
