import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Button } from "../../ui/Button";
import { Empty } from "../../ui/Empty";
import { BackIcon, PlusIcon } from "../../ui/icons";
import { SkeletonRows } from "../../ui/Skeleton";
import { useMe } from "../session/session";
import { Failed } from "../states/Failed";
import { OpenRoom, ProposeTime } from "./forms";
import { Sections } from "./Hallway";
import styles from "./Hallway.module.css";
import { useHallway, useTopics } from "./useHallway";

/** One topic: what is live, planned and over about it, and the way to add to it. */
export function TopicView({ id }: { id: string }) {
  const { t } = useTranslation();
  const standing = useMe();
  const me = standing.kind === "signedIn" ? standing.me : null;
  const lists = useHallway();
  const topics = useTopics();
  const [asking, setAsking] = useState<"open" | "propose" | null>(null);
  const topic = topics.data?.items.find((one) => one.id === id);
  const error = lists.error ?? topics.error;
  if (!lists.data || !topics.data) {
    return error ? (
      <Failed
        error={error}
        again={() => {
          void lists.refetch();
          void topics.refetch();
        }}
      />
    ) : (
      <SkeletonRows rows={4} />
    );
  }
  if (!topic) {
    return <Empty title={t("topic.missing")} action={<Link to="/">{t("shut.hallway")}</Link>} />;
  }
  const mine = <T extends { readonly topic: { readonly id: string } }>(items: readonly T[]) =>
    items.filter((item) => item.topic.id === id);
  return (
    <div className={styles.page}>
      <Link className={styles.back} to="/">
        <BackIcon />
        {t("shell.hallway")}
      </Link>
      <header className={styles.head}>
        <div>
          <p className={styles.soft}>{t("topic.title")}</p>
          <h1 lang={topic.language}>{topic.title}</h1>
        </div>
        <Button look="primary" onClick={() => setAsking("open")}>
          <PlusIcon />
          {t("topic.open")}
        </Button>
      </header>
      <Sections
        lists={{
          live: mine(lists.data.live),
          proposed: mine(lists.data.proposed),
          ended: mine(lists.data.ended),
        }}
        me={me}
        ask={setAsking}
        quiet={{ title: t("topic.empty"), text: t("topic.emptyText") }}
      />
      {asking === "open" ? <OpenRoom topic={topic} onClose={() => setAsking(null)} /> : null}
      {asking === "propose" ? <ProposeTime topic={topic} onClose={() => setAsking(null)} /> : null}
    </div>
  );
}
