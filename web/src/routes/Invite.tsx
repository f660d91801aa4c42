import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation, useNavigate } from "react-router";
import type { InvitationKey } from "../api/calls";
import { keys } from "../api/keys";
import { isProblem } from "../api/problem";
import type { InvitationView, Me } from "../api/types";
import { PasskeyStep } from "../features/account/PasskeyStep";
import { usePasskeysHere } from "../features/account/passkeys";
import { Rules } from "../features/account/Rules";
import { AcceptForm } from "../features/invitation/AcceptForm";
import { Letter } from "../features/invitation/Letter";
import { type Standing, useCalls, useMe, useSignedInAs } from "../features/session/session";
import { Shell } from "../features/shell/Shell";
import { Failed, FormProblem } from "../features/states/Failed";
import { Button, ButtonLink } from "../ui/Button";
import { Empty } from "../ui/Empty";
import { SkeletonRows } from "../ui/Skeleton";
import styles from "./Invite.module.css";

/** `/invite#<code>`, or `/invite?id=<id>` from a notice: who invites you, why, and one button. */
export default function Invite() {
  const { t } = useTranslation();
  const { hash, search } = useLocation();
  const id = new URLSearchParams(search).get("id");
  const key: InvitationKey | null = hash.length > 1 ? { code: hash.slice(1) } : id ? { id } : null;
  const standing = useMe();
  const [came, setCame] = useState<Me | null>(null);
  return (
    <Shell>
      <div className={styles.place}>
        {came ? (
          <Welcome me={came} />
        ) : key === null ? (
          <Empty level={1} title={t("invite.noneTitle")}>
            {t("invite.none")}
          </Empty>
        ) : standing.kind === "asking" ? (
          <SkeletonRows />
        ) : standing.kind === "failed" ? (
          <Failed level={1} error={standing.problem} again={standing.again} />
        ) : (
          <Opened invitation={key} standing={standing} onCame={setCame} />
        )}
      </div>
    </Shell>
  );
}

type Known = Extract<Standing, { kind: "anonymous" | "signedIn" }>;

interface OpenedProps {
  invitation: InvitationKey;
  standing: Known;
  onCame: (me: Me) => void;
}

function Opened({ invitation, standing, onCame }: OpenedProps) {
  const { t } = useTranslation();
  const calls = useCalls();
  const who = standing.kind === "signedIn" ? standing.me.id : "";
  const view = useQuery({
    // Who asks decides what is answered.
    queryKey: [...keys.invitation("code" in invitation ? invitation.code : invitation.id), who],
    queryFn: () => calls.invitations.open(invitation),
    refetchOnWindowFocus: false,
  });
  if (view.data) return <Hero view={view.data} invitation={invitation} standing={standing} onCame={onCame} />;
  if (isProblem(view.error, "invitation-invalid")) {
    return (
      <Empty
        level={1}
        title={t("invite.invalidTitle")}
        action={standing.kind === "anonymous" ? <ButtonLink to="/">{t("invite.reserve")}</ButtonLink> : null}
      >
        {t("invite.invalid")}
      </Empty>
    );
  }
  if (view.error) return <Failed level={1} error={view.error} again={() => void view.refetch()} />;
  return <SkeletonRows />;
}

function Hero({ view, invitation, standing, onCame }: OpenedProps & { view: InvitationView }) {
  return (
    <>
      <Letter view={view}>
        {standing.kind === "signedIn" ? (
          <Accept view={view} invitation={invitation} me={standing.me} onCame={onCame} />
        ) : (
          <AcceptAsStranger view={view} invitation={invitation} onCame={onCame} />
        )}
      </Letter>
      <Rules text={view.community.rules} />
    </>
  );
}

interface AcceptProps {
  view: InvitationView;
  invitation: InvitationKey;
  onCame: (me: Me) => void;
}

/** The one button, for a reservation that the invitation is for; otherwise why there is none. */
function Accept({ view, invitation, me, onCame }: AcceptProps & { me: Me }) {
  const { t } = useTranslation();
  const calls = useCalls();
  const signedInAs = useSignedInAs();
  const redeem = useMutation({
    mutationFn: () => calls.invitations.redeem(invitation),
    onSuccess: (active) => {
      onCame(active);
      signedInAs(active);
    },
  });
  if (me.state === "active") {
    return (
      <div className={styles.not}>
        <h2>{t("invite.alreadyIn")}</h2>
        <p>{t("invite.alreadyInText", { handle: me.handle })}</p>
        <ButtonLink look="primary" to="/">
          {t("invite.toHallway")}
        </ButtonLink>
      </div>
    );
  }
  if (view.forYou === false) {
    const name = view.inviter.displayName;
    return (
      <div className={styles.not}>
        <h2>{t("invite.forAnother")}</h2>
        <p>{t("invite.forAnotherText", { handle: me.handle, name })}</p>
      </div>
    );
  }
  return (
    <>
      <FormProblem error={redeem.error} />
      <Button
        look="primary"
        className={styles.accept ?? ""}
        aria-busy={redeem.isPending}
        onClick={() => redeem.mutate()}
      >
        {t("invite.accept")}
      </Button>
    </>
  );
}

/** Without a session: whoever is named signs in; who was written to may choose a name here and now. */
function AcceptAsStranger({ view, invitation, onCame }: AcceptProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { hash } = useLocation();
  const signIn = () => navigate(`/sign-in?then=${encodeURIComponent("/invite")}`, { state: { hash } });
  if (view.bound.kind === "handle") {
    return (
      <Button look="primary" className={styles.accept ?? ""} onClick={signIn}>
        {t("invite.signInFirst")}
      </Button>
    );
  }
  return (
    <>
      <AcceptForm invitation={invitation} onCame={onCame} />
      <Button look="quiet" onClick={signIn}>
        {t("invite.haveName")}
      </Button>
    </>
  );
}

function Welcome({ me }: { me: Me }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const passkeys = usePasskeysHere();
  return (
    <>
      <h1>{t("invite.welcome", { name: me.displayName })}</h1>
      {passkeys && me.passkeys === 0 ? (
        <PasskeyStep onDone={() => navigate("/", { replace: true })} />
      ) : (
        <ButtonLink look="primary" to="/">
          {t("invite.toHallway")}
        </ButtonLink>
      )}
    </>
  );
}
