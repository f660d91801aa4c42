import { type ReactNode, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Link, NavLink } from "react-router";
import type { Community, Me } from "../../api/types";
import { ConsoleIcon, HallwayIcon, InviteIcon, PersonIcon } from "../../ui/icons";
import { NoticesBell } from "../notices/NoticesBell";
import { Portrait } from "../person/Portrait";
import { PingCard } from "../ping/PingCard";
import { useCommunity, useMe } from "../session/session";
import { OfflineBanner } from "../states/OfflineBanner";
import { Appearance } from "./Appearance";
import styles from "./Shell.module.css";

export interface ShellProps {
  children: ReactNode;
  /** Of the tab, before the community's name; a page that is the community itself has none. */
  title?: string | undefined;
  /** A page of reading width, or one that uses what there is. */
  width?: "column" | "wide";
}

/** The frame of every page but the room: a bar on top of a desktop, at the thumb on a phone. */
export function Shell({ children, title, width = "column" }: ShellProps) {
  const { t } = useTranslation();
  useTitle(title);
  const standing = useMe();
  const me = standing.kind === "signedIn" ? standing.me : null;
  const member = me?.state === "active";
  return (
    <div className={styles.shell} data-tabs={member}>
      <a className={styles.skip} href="#main">
        {t("shell.skip")}
      </a>
      <header className={styles.top}>
        <div className={styles.bar}>
          <Link to="/" className={styles.brand}>
            <Brand community={useCommunity()} />
          </Link>
          {member ? <Places me={me} where="top" /> : null}
          <div className={styles.own}>
            {me && me.state !== "suspended" ? <NoticesBell /> : <Appearance />}
            {me ? <OwnLink me={me} /> : null}
            {standing.kind === "anonymous" ? (
              <Link className={styles.signIn} to="/sign-in">
                {t("shell.signIn")}
              </Link>
            ) : null}
          </div>
        </div>
      </header>
      <OfflineBanner />
      {member ? <PingCard /> : null}
      <main id="main" tabIndex={-1} className={styles.main} data-width={width}>
        {children}
      </main>
      {member ? <Places me={me} where="bottom" /> : null}
    </div>
  );
}

function useTitle(title: string | undefined): void {
  const { t } = useTranslation();
  const text = title === undefined ? t("app.name") : t("app.title", { room: title });
  useEffect(() => {
    document.title = text;
  }, [text]);
}

/** The community's picture, or its name's first sign, and its name. */
function Brand({ community }: { community: Community | null }) {
  const { t } = useTranslation();
  return (
    <>
      <img className={styles.mark} src={community?.pictureUrl ?? "/mark.svg"} alt="" />
      <span className={styles.brandName}>{community?.name || t("app.name")}</span>
    </>
  );
}

function OwnLink({ me }: { me: Me }) {
  const { t } = useTranslation();
  const to = me.state === "active" ? `/u/${me.handle}` : "/waiting";
  return (
    <Link className={styles.me} to={to}>
      <Portrait person={me} size="small" />
      <span className="visually-hidden">{t("shell.you", { name: me.displayName })}</span>
    </Link>
  );
}

function Places({ me, where }: { me: Me; where: "top" | "bottom" }) {
  const { t } = useTranslation();
  const place = (to: string, icon: ReactNode, text: string, end = false) => (
    <NavLink to={to} end={end} className={styles.place ?? ""}>
      {icon}
      <span>{text}</span>
    </NavLink>
  );
  return (
    <nav className={styles.places} data-where={where} aria-label={t("shell.places")}>
      {place("/", <HallwayIcon />, t("shell.hallway"), true)}
      {place("/invitations", <InviteIcon />, t("shell.invitations"))}
      {me.operator ? place("/console", <ConsoleIcon />, t("shell.console")) : null}
      {where === "bottom" ? place(`/u/${me.handle}`, <PersonIcon />, t("shell.me")) : null}
    </nav>
  );
}
