import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Me, Proposal } from "../../api/types";
import { Button } from "../../ui/Button";
import { CheckIcon } from "../../ui/icons";
import styles from "./Hallway.module.css";
import { useMoment } from "./words";

export interface ProposalTileProps {
  proposal: Proposal;
  me: Me | null;
  now: number;
  come: (id: string, coming: boolean) => void;
  withdraw: (id: string) => void;
}

/** A planned room: when, what about, and how many more it takes. */
export function ProposalTile({ proposal, me, now, come, withdraw }: ProposalTileProps) {
  const { t } = useTranslation();
  const moment = useMoment();
  const { id, title, topic, language, by, startsAt, interested, needed, youCome, state, roomId } = proposal;
  const enough = state === "set" || interested >= needed;
  return (
    <li className={styles.proposal}>
      <span className={styles.when}>
        <time dateTime={startsAt}>{moment(startsAt, now)}</time>
        <span className={styles.topicName}>{topic.title}</span>
      </span>
      <h3 lang={language}>{title}</h3>
      <p className={styles.soft}>{t("proposal.by", { name: by.displayName })}</p>
      <div className={styles.proposalFoot}>
        <p className={styles.needed}>
          <Pips filled={interested} of={needed} />
          <span>
            {state === "lapsed"
              ? t("proposal.lapsed")
              : enough
                ? t("proposal.set")
                : t("proposal.count", { interested, needed })}
          </span>
        </p>
        {state === "opened" && roomId ? (
          <Link className={styles.enter} to={`/r/${roomId}`}>
            {t("proposal.enter")}
          </Link>
        ) : null}
        {state === "open" || state === "set" ? (
          <span className={styles.proposalDeeds}>
            {me?.id === by.id ? (
              <Button look="quiet" onClick={() => withdraw(id)}>
                {t("proposal.withdraw")}
              </Button>
            ) : (
              <Button aria-pressed={youCome} className={styles.come ?? ""} onClick={() => come(id, !youCome)}>
                {youCome ? <CheckIcon /> : null}
                {youCome ? t("proposal.coming") : t("proposal.come")}
              </Button>
            )}
          </span>
        ) : null}
      </div>
    </li>
  );
}

const pipsAtMost = 6;

/** So many of so many, as small circles. */
function Pips({ filled, of }: { filled: number; of: number }) {
  const count = Math.min(of, pipsAtMost);
  return (
    <span className={styles.pips} aria-hidden="true">
      {Array.from({ length: count }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: circles in a row are nothing but their number
        <span key={index} data-filled={index < filled} />
      ))}
    </span>
  );
}
