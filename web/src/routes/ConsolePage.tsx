import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { ActionLog } from "../features/console/ActionLog";
import { CommunityForm } from "../features/console/CommunityForm";
import { People } from "../features/console/People";
import { Reports, useReports } from "../features/console/Reports";
import { RoomsNow } from "../features/console/RoomsNow";
import { Shell } from "../features/shell/Shell";
import { Tabs } from "../ui/Tabs";
import styles from "./ConsolePage.module.css";

const tabs = ["reports", "people", "rooms", "community", "actions"] as const;
type TabName = (typeof tabs)[number];

/** `/console`: what operators need, nothing for show. */
export default function ConsolePage() {
  const { t } = useTranslation();
  const [search] = useSearchParams();
  const waiting = useReports().data?.items.length ?? 0;
  const current = tabs.find((tab) => tab === search.get("tab")) ?? "reports";
  return (
    <Shell title={t("console.title")}>
      <div className={styles.place}>
        <h1>{t("console.title")}</h1>
        <Tabs
          label={t("console.title")}
          current={current}
          tabs={tabs.map((id) => ({
            id,
            label: t(`console.${id}`),
            ...(id === "reports" ? { count: waiting } : {}),
          }))}
        />
        <Part name={current} />
      </div>
    </Shell>
  );
}

function Part({ name }: { name: TabName }) {
  switch (name) {
    case "reports":
      return <Reports />;
    case "people":
      return <People />;
    case "rooms":
      return <RoomsNow />;
    case "community":
      return <CommunityForm />;
    case "actions":
      return <ActionLog />;
  }
}
