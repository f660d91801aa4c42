import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { PersonCard, ReportKind, RoomRole } from "../../api/types";
import { hosts, type StageMember } from "../../models/roomScene";
import { Popover, PopoverItem, usePopoverClose } from "../../ui/Popover";
import { Person } from "../person/Person";
import { SubRoomDeeds } from "../subrooms/SubRoomDeeds";
import styles from "./Visit.module.css";
import type { VisitProps } from "./VisitScreen";

const rank: Readonly<Record<RoomRole, number>> = {
  moderator: 3,
  cohost: 2,
  speaker: 1,
  listener: 0,
  guest: 0,
};
const reportKinds: readonly ReportKind[] = ["harassment", "spam", "illegal", "other"];

export interface PersonMenuProps extends VisitProps {
  person: PersonCard;
  /** Their seat, when they have one. */
  member?: StageMember;
  /** One button. */
  children: ReactNode;
}

/** What one may do about somebody: two taps to each of it. Guests only look on. */
export function PersonMenu({ person, member, view, actions, children }: PersonMenuProps) {
  const { t } = useTranslation();
  return (
    <Popover trigger={children} label={t("person.more", { name: person.displayName })}>
      {view.signedIn && person.handle !== "" ? (
        // Beside the room, never in its place: following a name must not take anybody off the stage.
        <a className={styles.who} href={`/u/${person.handle}`} target="_blank" rel="noopener">
          <Person person={person} plain />
        </a>
      ) : (
        <div className={styles.who}>
          <Person person={person} plain />
        </div>
      )}
      {person.id === view.you?.identity ? (
        <OwnDeeds view={view} actions={actions} />
      ) : (
        <>
          <HostDeeds person={person} member={member} view={view} actions={actions} />
          {view.signedIn && person.handle !== "" ? <Complaints person={person} actions={actions} /> : null}
        </>
      )}
    </Popover>
  );
}

function OwnDeeds({ view, actions }: VisitProps) {
  const { t } = useTranslation();
  if (!view.you?.seat || view.you.role === "moderator") return null;
  return (
    <PopoverItem disabled={view.stepping} onSelect={actions.leaveStage}>
      {t("visit.leaveStage")}
    </PopoverItem>
  );
}

function HostDeeds({
  person,
  member,
  view,
  actions,
}: VisitProps & { person: PersonCard; member: StageMember | undefined }) {
  const { t } = useTranslation();
  const [sure, setSure] = useState(false);
  const close = usePopoverClose();
  const own = view.you?.role ?? "guest";
  if (!hosts(own) || rank[member?.role ?? "listener"] >= rank[own]) return null;
  const { id } = person;
  return (
    <div className={styles.deeds}>
      {member ? (
        <>
          <FloorDeeds id={id} view={view} actions={actions} />
          <PopoverItem disabled={member.mutedByHost} onSelect={() => actions.mute(id)}>
            {member.mutedByHost ? t("visit.mutedByHost") : t("host.mute")}
          </PopoverItem>
          {own === "moderator" && member.guestOf === "" ? (
            <PopoverItem
              onSelect={() => actions.setRole(id, member.role === "cohost" ? "speaker" : "cohost")}
            >
              {member.role === "cohost" ? t("host.uncohost") : t("host.cohost")}
            </PopoverItem>
          ) : null}
          <PopoverItem onSelect={() => actions.setRole(id, "listener")}>{t("host.demote")}</PopoverItem>
        </>
      ) : (
        <PopoverItem
          disabled={view.invited.some(({ identity }) => identity === id)}
          onSelect={() => actions.invite(id)}
        >
          {t("host.invite")}
        </PopoverItem>
      )}
      <SubRoomDeeds id={id} view={view} actions={actions} />
      <PopoverItem
        look="leaving"
        stays
        onSelect={() => {
          if (!sure) {
            setSure(true);
            return;
          }
          actions.remove(person, id);
          close();
        }}
      >
        {sure ? t("host.removeSure") : t("host.remove")}
      </PopoverItem>
    </div>
  );
}

/** Where turns are given: the floor itself, or being heard outside of turns. */
function FloorDeeds({ id, view, actions }: VisitProps & { id: string }) {
  const { t } = useTranslation();
  const { mode, linked, turn } = view.floor;
  if (mode === "free") return null;
  const heard = linked.includes(id);
  return (
    <>
      {mode === "chair" || mode === "round" ? (
        <PopoverItem disabled={turn?.identity === id} onSelect={() => actions.floor.next(id)}>
          {t("floor.give")}
        </PopoverItem>
      ) : null}
      <PopoverItem onSelect={() => actions.floor.link(id, !heard)}>
        {heard ? t("floor.unlink") : t("floor.link")}
      </PopoverItem>
    </>
  );
}

function Complaints({ person, actions }: Pick<VisitProps, "actions"> & { person: PersonCard }) {
  const { t } = useTranslation();
  return (
    <div className={styles.deeds}>
      <PopoverItem note={t("person.blockText")} onSelect={() => actions.block(person)}>
        {t("person.block")}
      </PopoverItem>
      <ReportKinds title={t("person.report")} send={(kind) => actions.report(person, kind)} />
    </div>
  );
}

/** One tap sends it, with its kind. */
export function ReportKinds({ title, send }: { title: string; send: (kind: ReportKind) => void }) {
  const { t } = useTranslation();
  const close = usePopoverClose();
  return (
    <fieldset className={styles.report}>
      <legend>
        {title}
        <span>{t("person.reportText")}</span>
      </legend>
      {reportKinds.map((kind) => (
        <button
          key={kind}
          type="button"
          className={styles.kind}
          onClick={() => {
            send(kind);
            close();
          }}
        >
          {t(`person.kind.${kind}`)}
        </button>
      ))}
    </fieldset>
  );
}
