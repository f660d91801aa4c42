import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isHost, type RoomHead } from "../../models/roomScene";
import { Button } from "../../ui/Button";
import { CheckIcon, CopyIcon, MoreIcon } from "../../ui/icons";
import { Popover, PopoverItem } from "../../ui/Popover";
import { Access } from "../hallway/RoomTile";
import { PingForm } from "../ping/PingForm";
import { PairLine } from "../show/PairLine";
import { HandleForm } from "./HandleForm";
import { ReportKinds } from "./PersonMenu";
import room from "./Room.module.css";
import styles from "./Visit.module.css";
import type { VisitProps } from "./VisitScreen";

export interface VisitHeadProps extends VisitProps {
  head: RoomHead;
  openSettings: () => void;
}

/** What the room is about, its link, and what one may do to the room as a whole. */
export function VisitHead({ view, head, actions, openSettings }: VisitHeadProps) {
  const { t } = useTranslation();
  const host = isHost(view);
  return (
    <header className={`${room.head} ${styles.head}`}>
      <div className={styles.headWords}>
        <p className={styles.about}>
          <span>{head.topic.title}</span>
          <Access card={head} />
        </p>
        <h1 className={room.title} lang={head.language}>
          {head.title}
        </h1>
        <PairLine view={view} />
      </div>
      <div className={styles.headDeeds}>
        <Share />
        <Popover
          label={t("visit.menu")}
          trigger={
            <Button look="quiet" aria-label={t("visit.menu")}>
              <MoreIcon />
            </Button>
          }
        >
          <PopoverItem onSelect={openSettings}>{t("settings.open")}</PopoverItem>
          {host && head.visibility === "private" ? (
            <HandleForm label={t("host.letIn")} go={t("host.letInGo")} send={actions.letIn} />
          ) : null}
          {view.signedIn && view.you?.role !== "guest" ? <PingForm view={view} actions={actions} /> : null}
          {view.signedIn && view.you?.role !== "moderator" ? (
            <ReportKinds title={t("person.reportRoom")} send={(kind) => actions.report(null, kind)} />
          ) : null}
        </Popover>
      </div>
    </header>
  );
}

function Share() {
  const { t } = useTranslation();
  const [copied, setCopied] = useState(false);
  const copy = () => {
    // Absent on plain HTTP off this machine; the address bar holds the same link.
    navigator.clipboard?.writeText(location.origin + location.pathname).then(
      () => {
        setCopied(true);
        setTimeout(() => setCopied(false), 2_000);
      },
      () => undefined,
    );
  };
  const words = copied ? t("visit.shared") : t("visit.share");
  return (
    <Button look="quiet" className={styles.share} aria-label={words} title={words} onClick={copy}>
      {copied ? <CheckIcon /> : <CopyIcon />}
      <span aria-hidden="true">{words}</span>
    </Button>
  );
}
