import { useTranslation } from "react-i18next";
import type { RoomHead } from "../../models/roomScene";
import { Button } from "../../ui/Button";
import { Each } from "../../ui/Each";
import { Fold } from "../../ui/Fold";
import { CloseIcon } from "../../ui/icons";
import { Toggle } from "../../ui/Toggle";
import { useLength, useNow } from "../hallway/words";
import { Portrait } from "../person/Portrait";
import { handles, tools } from "./extras";
import { FloorPanel, HandDeed } from "./FloorPanel";
import { PersonMenu } from "./PersonMenu";
import styles from "./Visit.module.css";
import type { VisitProps } from "./VisitScreen";

/** The hosts' queue: who wants to speak, one tap to give the floor; and who was asked and has not answered. */
export function HandsPanel({ view, head, actions }: VisitProps & { head: RoomHead }) {
  const { t } = useTranslation();
  const length = useLength();
  const now = useNow();
  const { hands, invited, pending } = view;
  const since = (at: string) => {
    const ms = now - Date.parse(at);
    return ms < 60_000 ? t("host.justNow") : length(ms);
  };
  return (
    <aside className={styles.panel} id="hands-panel" tabIndex={-1} aria-labelledby="hands">
      <div className={styles.panelHead}>
        <h2 id="hands">
          {t("host.hands")}
          {hands.length > 0 ? <span className={styles.count}>{hands.length}</span> : null}
        </h2>
      </div>
      {hands.length === 0 && invited.length === 0 ? (
        <p className={styles.soft}>{head.handsLocked ? t("host.locked") : t("host.handsEmptyText")}</p>
      ) : null}
      <ul className={styles.hands}>
        {hands.map(({ identity, person, raisedAt, pending }) => (
          <li key={identity} className={styles.hand}>
            <PersonMenu person={person} view={view} actions={actions}>
              <button type="button" className={styles.handPerson}>
                <Portrait person={person} size="small" />
                <span className={styles.handWords}>
                  <span className={styles.handName}>{person.displayName}</span>
                  <span className={styles.soft}>{since(raisedAt)}</span>
                </span>
              </button>
            </PersonMenu>
            <HandDeed hand={{ identity, person, raisedAt }} view={view} actions={actions}>
              <Button
                look="primary"
                className={styles.accept}
                disabled={pending}
                aria-label={`${t("host.accept")}: ${person.displayName}`}
                onClick={() => actions.invite(identity)}
              >
                {t("host.accept")}
              </Button>
            </HandDeed>
            <Button
              look="quiet"
              disabled={pending}
              aria-label={t("host.decline", { name: person.displayName })}
              onClick={() => actions.decline(identity)}
            >
              <CloseIcon />
            </Button>
          </li>
        ))}
        {invited.map(({ identity, person, pending }) => (
          <li key={identity} className={styles.hand} data-invited="true">
            <span className={styles.handPerson}>
              {person ? <Portrait person={person} size="small" /> : null}
              <span className={styles.handWords}>
                <span className={styles.handName}>{person?.displayName ?? ""}</span>
                <span className={styles.soft}>{t("host.waits")}</span>
              </span>
            </span>
            <Button disabled={pending} onClick={() => actions.decline(identity)}>
              {t("host.withdraw")}
            </Button>
          </li>
        ))}
      </ul>
      <Toggle
        on={!head.handsLocked}
        onChange={(on) => {
          if (!pending.has("lock")) actions.lockHands(!on);
        }}
      >
        {t("host.lock")}
      </Toggle>
      {head.phase === "live" ? (
        <Fold title={t("floor.title")} now={t(`floor.mode.${view.floor.mode}`)}>
          <FloorPanel view={view} actions={actions} />
        </Fold>
      ) : null}
      <Each parts={handles} given={{ view, actions }} />
      <Fold title={t("host.tools")}>
        <Each parts={tools} given={{ view, actions }} />
      </Fold>
    </aside>
  );
}
