import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { keys } from "../api/keys";
import { isProblem } from "../api/problem";
import type { Profile } from "../api/types";
import { Person } from "../features/person/Person";
import { Portrait } from "../features/person/Portrait";
import { ReportDialog } from "../features/profile/ReportDialog";
import { Player } from "../features/recorder/Player";
import { useCalls, useSignedIn, useSignOut } from "../features/session/session";
import { Shell } from "../features/shell/Shell";
import { Failed } from "../features/states/Failed";
import { useTell } from "../features/states/problems";
import { Button, ButtonLink } from "../ui/Button";
import { Empty } from "../ui/Empty";
import { FlagIcon } from "../ui/icons";
import { SkeletonRows } from "../ui/Skeleton";
import { Time } from "../ui/Time";
import { useToasts } from "../ui/Toasts";
import styles from "./ProfilePage.module.css";

/** `/u/:handle`: who somebody is, who invited them and why, and whom they invited. */
export default function ProfilePage() {
  const { t } = useTranslation();
  const { handle = "" } = useParams();
  const calls = useCalls();
  const profile = useQuery({
    queryKey: keys.profile(handle),
    queryFn: ({ signal }) => calls.people.profile(handle, signal),
  });
  return (
    <Shell title={profile.data?.displayName}>
      {profile.data ? (
        <About profile={profile.data} />
      ) : isProblem(profile.error, "not-found") ? (
        <Empty level={1} title={t("profile.missing")}>
          {t("profile.missingText", { handle })}
        </Empty>
      ) : profile.error ? (
        <Failed level={1} error={profile.error} again={() => void profile.refetch()} />
      ) : (
        <SkeletonRows />
      )}
    </Shell>
  );
}

function About({ profile }: { profile: Profile }) {
  const { t } = useTranslation();
  const me = useSignedIn();
  const own = me.id === profile.id;
  const name = profile.displayName;
  return (
    <div className={styles.place}>
      <header className={styles.head}>
        <Portrait person={profile} size="large" />
        <div className={styles.names}>
          <h1>{name}</h1>
          <p>
            @{profile.handle} · {t("profile.joined")} <Time at={profile.joinedAt} look="date" />
          </p>
        </div>
      </header>
      {profile.about ? (
        <p className={styles.about}>{profile.about}</p>
      ) : own ? (
        <p className={styles.soft}>{t("profile.aboutEmpty")}</p>
      ) : null}
      {profile.introductionUrl ? (
        <Player src={profile.introductionUrl} label={t("profile.introduction", { name })} />
      ) : null}
      {own ? <OwnActions /> : <Actions profile={profile} />}
      <Invited profile={profile} />
    </div>
  );
}

function Invited({ profile }: { profile: Profile }) {
  const { t } = useTranslation();
  const { inviter, reason, invited, displayName: name } = profile;
  return (
    <>
      <section className={styles.section}>
        {inviter ? (
          <>
            <h2>{t("profile.inviter", { name: inviter.displayName })}</h2>
            {reason ? <blockquote className={styles.reason}>{reason}</blockquote> : null}
            <Person person={inviter} />
          </>
        ) : (
          <p className={styles.soft}>{t("profile.founder")}</p>
        )}
      </section>
      {invited.length > 0 ? (
        <section className={styles.section}>
          <h2>{t("profile.invited", { name })}</h2>
          <ul className={styles.people}>
            {invited.map((person) => (
              <li key={person.id}>
                <Person person={person} />
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}

function OwnActions() {
  const { t } = useTranslation();
  const signOut = useSignOut();
  const tell = useTell();
  return (
    <div className={styles.actions}>
      <ButtonLink to="/settings">{t("own.title")}</ButtonLink>
      <Button look="quiet" onClick={() => signOut().catch(tell)}>
        {t("profile.signOut")}
      </Button>
    </div>
  );
}

function Actions({ profile }: { profile: Profile }) {
  const { t } = useTranslation();
  const calls = useCalls();
  const queries = useQueryClient();
  const toasts = useToasts();
  const tell = useTell();
  const [reporting, setReporting] = useState(false);
  const { handle, blocked, displayName: name } = profile;
  const toggle = useMutation({
    mutationFn: () => (blocked ? calls.me.unblock(handle) : calls.me.block(handle)),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: keys.profile(handle) });
      void queries.invalidateQueries({ queryKey: keys.blocks });
      void queries.invalidateQueries({ queryKey: keys.hallway });
      toasts.show({ text: t(blocked ? "profile.unblockedNow" : "profile.blockedNow", { name }) });
    },
    onError: tell,
  });
  return (
    <>
      {blocked ? <p className={styles.blocked}>{t("profile.blocked", { name })}</p> : null}
      <div className={styles.actions}>
        <Button aria-busy={toggle.isPending} onClick={() => toggle.mutate()}>
          {t(blocked ? "profile.unblock" : "profile.block")}
        </Button>
        <Button look="quiet" onClick={() => setReporting(true)}>
          <FlagIcon />
          {t("profile.report")}
        </Button>
      </div>
      {reporting ? (
        <ReportDialog about={{ accountId: profile.id }} name={name} onClose={() => setReporting(false)} />
      ) : null}
    </>
  );
}
