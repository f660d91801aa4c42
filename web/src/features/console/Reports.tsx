import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { keys } from "../../api/keys";
import type { Report, ReportDecision } from "../../api/types";
import { Button } from "../../ui/Button";
import { Empty } from "../../ui/Empty";
import { TextField } from "../../ui/Field";
import { SkeletonRows } from "../../ui/Skeleton";
import { Time } from "../../ui/Time";
import { useToasts } from "../../ui/Toasts";
import { Person } from "../person/Person";
import { useChannel } from "../realtime/realtime";
import { useCalls } from "../session/session";
import { Failed, FormProblem } from "../states/Failed";
import styles from "./Console.module.css";

/** Each five seconds at the latest, while the live channel is down. */
const renewMs = 5_000;

interface ConsoleState {
  readonly reports?: Readonly<Record<string, Report>>;
}

/** Open reports, the oldest first; kept by the console's channel. */
export function useReports() {
  const calls = useCalls();
  const queries = useQueryClient();
  const { state, live } = useChannel<ConsoleState>("console");
  useEffect(() => {
    const told = state?.reports;
    if (!told) return;
    const items = Object.values(told).sort((one, other) => (one.at < other.at ? -1 : 1));
    queries.setQueryData(keys.adminReports, { items });
  }, [state, queries]);
  return useQuery({
    queryKey: keys.adminReports,
    queryFn: ({ signal }) => calls.admin.reports(signal),
    refetchInterval: live ? false : renewMs,
  });
}

/** Reports that wait for a decision, the oldest first. */
export function Reports() {
  const { t } = useTranslation();
  const reports = useReports();
  if (reports.data) {
    return (
      <ul className={styles.list}>
        {reports.data.items.length === 0 ? (
          <li>
            <Empty level={2} title={t("console.noReports")}>
              {t("console.noReportsText")}
            </Empty>
          </li>
        ) : null}
        {reports.data.items.map((report) => (
          <ReportCard key={report.id} report={report} />
        ))}
      </ul>
    );
  }
  if (reports.error) return <Failed error={reports.error} again={() => void reports.refetch()} />;
  return <SkeletonRows />;
}

function ReportCard({ report }: { report: Report }) {
  const { t } = useTranslation();
  const { account, room } = report.about;
  return (
    <li className={styles.card}>
      <div className={styles.cardHead}>
        <strong>{t(`report.kind.${report.kind}`)}</strong>
        <small>
          <Time at={report.at} />
        </small>
      </div>
      {report.note ? <blockquote className={styles.note}>{report.note}</blockquote> : null}
      <dl className={styles.facts}>
        <dt>{t("console.about")}</dt>
        <dd>
          {account ? <Person person={account} /> : null}
          {room ? <Link to={`/r/${room.id}`}>{room.title}</Link> : null}
        </dd>
        {report.by ? (
          <>
            <dt>{t("console.by")}</dt>
            <dd>
              <Person person={report.by} />
            </dd>
          </>
        ) : null}
      </dl>
      <Decision report={report} />
    </li>
  );
}

function Decision({ report }: { report: Report }) {
  const { t } = useTranslation();
  const calls = useCalls();
  const queries = useQueryClient();
  const toasts = useToasts();
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const decide = useMutation({
    mutationFn: (decision: ReportDecision) =>
      calls.admin.decide(report.id, { decision, reason: reason.trim() }),
    onSuccess: () => {
      toasts.show({ text: t("console.decided") });
      return queries.invalidateQueries({ queryKey: keys.admin });
    },
  });
  const press = (decision: ReportDecision) => {
    setTried(true);
    if (reason.trim() !== "" && !decide.isPending) decide.mutate(decision);
  };
  return (
    <>
      <TextField
        label={t("console.reason")}
        hint={t("console.reasonHint")}
        error={tried && reason.trim() === "" ? t("console.reasonMissing") : undefined}
        value={reason}
        onChange={setReason}
        maxLength={500}
      />
      <FormProblem error={decide.error} />
      <div className={styles.actions}>
        <Button onClick={() => press("dismiss")}>{t("console.dismiss")}</Button>
        {report.about.account ? (
          <Button look="leaving" onClick={() => press("suspend")}>
            {t("console.suspend")}
          </Button>
        ) : null}
        {report.about.room ? (
          <Button look="leaving" onClick={() => press("end-room")}>
            {t("console.endRoom")}
          </Button>
        ) : null}
      </div>
    </>
  );
}
