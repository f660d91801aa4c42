import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "react-router";
import { keys } from "../api/keys";
import { isProblem } from "../api/problem";
import type { Me } from "../api/types";
import { CommunityFields } from "../features/account/CommunityFields";
import { CommunityPicture } from "../features/account/CommunityPicture";
import { PasskeyStep } from "../features/account/PasskeyStep";
import { emptyDraft, isComplete, PersonFields, refusedFields } from "../features/account/PersonFields";
import { usePasskeysHere } from "../features/account/passkeys";
import { useCalls, useCommunity, useMe, useSignedInAs } from "../features/session/session";
import { usePreferences } from "../features/settings/preferences";
import { Shell } from "../features/shell/Shell";
import { Failed, FormProblem } from "../features/states/Failed";
import { Button, ButtonLink } from "../ui/Button";
import { Card } from "../ui/Card";
import { Empty } from "../ui/Empty";
import { Form, FormActions } from "../ui/Field";
import { SkeletonRows } from "../ui/Skeleton";
import styles from "./Setup.module.css";

/** `/setup#<token>`: the first operator moves in. */
export default function Setup() {
  const { t } = useTranslation();
  const calls = useCalls();
  const { hash } = useLocation();
  const token = hash.slice(1);
  const [operator, setOperator] = useState<Me | null>(null);
  const opened = useQuery({
    queryKey: ["setup", token],
    queryFn: () => calls.identity.openSetup(token),
    enabled: token !== "" && operator === null,
    refetchOnWindowFocus: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const invalid = token === "" || isProblem(opened.error, "setup-link-invalid", "bad-request");
  return (
    <Shell title={t("setup.title")}>
      <div className={styles.place}>
        {operator ? (
          <Done me={operator} />
        ) : invalid ? (
          <Empty level={1} title={t("setup.invalidTitle")}>
            {t("setup.invalid")}
          </Empty>
        ) : opened.error ? (
          <Failed level={1} error={opened.error} again={() => void opened.refetch()} />
        ) : opened.data ? (
          <MoveIn token={token} onDone={setOperator} />
        ) : (
          <SkeletonRows />
        )}
      </div>
    </Shell>
  );
}

function MoveIn({ token, onDone }: { token: string; onDone: (me: Me) => void }) {
  const { t } = useTranslation();
  const calls = useCalls();
  const community = useCommunity();
  const signedInAs = useSignedInAs();
  const queries = useQueryClient();
  const [{ language }] = usePreferences();
  const [person, setPerson] = useState(emptyDraft);
  const [edited, setEdited] = useState<{ name: string; description: string; rules: string } | null>(null);
  const [tried, setTried] = useState(false);
  // A server that already has a community keeps what it says of itself.
  const first = community?.needsSetup ?? true;
  const before = first ? { name: "", description: "", rules: t("setup.rulesDefault") } : community;
  const draft = edited ?? {
    name: before?.name ?? "",
    description: before?.description ?? "",
    rules: before?.rules ?? "",
  };
  const setUp = useMutation({
    mutationFn: () =>
      calls.identity.setUp({ token, ...person, email: person.email.trim(), language, ...draft }),
    onSuccess: (me) => {
      void queries.invalidateQueries({ queryKey: keys.community });
      onDone(me);
      signedInAs(me);
    },
  });
  const refused = refusedFields(setUp.error);
  const submit = () => {
    setTried(true);
    if (isComplete(person) && draft.name.trim() !== "" && !setUp.isPending) setUp.mutate();
  };
  return (
    <>
      <header className={styles.head}>
        <h1>{t("setup.title")}</h1>
        <p>{t("setup.text")}</p>
      </header>
      <Form onSubmit={submit}>
        <Card title={t("setup.you")}>
          <PersonFields
            draft={person}
            onChange={(next) => {
              setPerson(next);
              setUp.reset();
            }}
            tried={tried}
            {...(refused ? { refused } : {})}
          />
        </Card>
        <Card title={t("setup.community")}>
          <CommunityFields draft={draft} onChange={setEdited} tried={tried} />
        </Card>
        {refused ? null : <FormProblem error={setUp.error} />}
        <FormActions>
          <Button type="submit" look="primary" aria-busy={setUp.isPending}>
            {t("setup.button")}
          </Button>
        </FormActions>
      </Form>
    </>
  );
}

function Done({ me }: { me: Me }) {
  const { t } = useTranslation();
  const standing = useMe();
  const passkeys = usePasskeysHere();
  const [asked, setAsked] = useState(me.passkeys > 0);
  return (
    <>
      <header className={styles.head}>
        <h1>{t("setup.doneTitle")}</h1>
        <p>{t("setup.doneText")}</p>
      </header>
      {asked || !passkeys ? null : <PasskeyStep onDone={() => setAsked(true)} />}
      {standing.kind === "signedIn" ? <CommunityPicture /> : null}
      <FormActions>
        <ButtonLink look="primary" to="/invitations">
          {t("setup.invite")}
        </ButtonLink>
        <ButtonLink to="/">{t("setup.hallway")}</ButtonLink>
      </FormActions>
    </>
  );
}
