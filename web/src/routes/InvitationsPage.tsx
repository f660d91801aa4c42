import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { keys } from "../api/keys";
import type { Invitation } from "../api/types";
import { HandOver } from "../features/invitation/HandOver";
import { InvitationList } from "../features/invitation/InvitationList";
import { MakeInvitation } from "../features/invitation/MakeInvitation";
import { useCalls, useSignedIn } from "../features/session/session";
import { Shell } from "../features/shell/Shell";
import { Failed } from "../features/states/Failed";
import { Button } from "../ui/Button";
import { Card } from "../ui/Card";
import { SkeletonRows } from "../ui/Skeleton";
import styles from "./InvitationsPage.module.css";

/** `/invitations`: bring people in, and see what became of it. */
export default function InvitationsPage() {
  const { t } = useTranslation();
  const me = useSignedIn();
  const calls = useCalls();
  const [made, setMade] = useState<Invitation | null>(null);
  const mine = useQuery({
    queryKey: keys.invitations,
    queryFn: ({ signal }) => calls.invitations.list(signal),
  });
  const credits = mine.data?.credits ?? me.credits;
  return (
    <Shell title={t("invitations.title")}>
      <div className={styles.place}>
        <header className={styles.head}>
          <h1>{t("invitations.title")}</h1>
          <p>
            <strong>
              {me.operator ? t("invitations.operatorCredits") : t("invitations.credits", { count: credits })}
            </strong>
            {t("common.stop")}
            {t("invitations.creditsText")}
          </p>
        </header>
        {made ? (
          <Card title={t("invitations.madeTitle")}>
            <HandOver invitation={made} />
            <div>
              <Button onClick={() => setMade(null)}>{t("invitations.another")}</Button>
            </div>
          </Card>
        ) : me.operator || credits > 0 ? (
          <MakeInvitation onMade={setMade} />
        ) : null}
        {mine.data ? (
          <InvitationList items={mine.data.items} />
        ) : mine.error ? (
          <Failed error={mine.error} again={() => void mine.refetch()} />
        ) : (
          <SkeletonRows />
        )}
      </div>
    </Shell>
  );
}
