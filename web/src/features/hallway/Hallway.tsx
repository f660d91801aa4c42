import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Hallway as Lists, Me, Topic } from "../../api/types";
import { Button } from "../../ui/Button";
import { Empty } from "../../ui/Empty";
import { PlusIcon } from "../../ui/icons";
import { SkeletonRows } from "../../ui/Skeleton";
import { useMe } from "../session/session";
import { Failed } from "../states/Failed";
import { OpenRoom, ProposeTime } from "./forms";
import styles from "./Hallway.module.css";
import { ProposalTile } from "./ProposalTile";
import { EndedList, RoomTile } from "./RoomTile";
import { useHallway, useProposalDeeds, useTopics } from "./useHallway";
import { useNow } from "./words";

type Asking = "open" | "propose" | null;

/** The list of rooms: what is live, what is planned, what ended last, and the topics. Never an empty page. */
export function Hallway() {
  const { t } = useTranslation();
  const standing = useMe();
  const me = standing.kind === "signedIn" ? standing.me : null;
  const lists = useHallway();
  const topics = useTopics().data?.items ?? [];
  const [asking, setAsking] = useState<Asking>(null);
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1>{t("hallway.title")}</h1>
        <Button look="primary" onClick={() => setAsking("open")}>
          <PlusIcon />
          {t("hallway.open")}
        </Button>
      </header>
      {lists.data ? (
        <Sections lists={lists.data} me={me} ask={setAsking}>
          <Topics topics={topics} />
        </Sections>
      ) : lists.error ? (
        <Failed error={lists.error} again={() => void lists.refetch()} />
      ) : (
        <div role="status" aria-label={t("hallway.loading")}>
          <SkeletonRows rows={4} />
        </div>
      )}
      {asking === "open" ? <OpenRoom onClose={() => setAsking(null)} /> : null}
      {asking === "propose" ? <ProposeTime onClose={() => setAsking(null)} /> : null}
    </div>
  );
}

export function Sections({
  lists,
  me,
  ask,
  quiet,
  children,
}: {
  lists: Lists;
  me: Me | null;
  ask: (asking: Asking) => void;
  /** What is said when nothing is live; by default what a hallway says. */
  quiet?: { readonly title: string; readonly text: string };
  children?: React.ReactNode;
}) {
  const { t } = useTranslation();
  const now = useNow();
  const deeds = useProposalDeeds();
  const propose = (
    <Button onClick={() => ask("propose")} key="propose">
      {t("hallway.propose")}
    </Button>
  );
  return (
    <>
      <section className={styles.section} aria-labelledby="now">
        <h2 id="now">{t("hallway.now")}</h2>
        {lists.live.length === 0 ? (
          <Empty
            title={quiet?.title ?? t("hallway.nowEmpty")}
            action={
              <Button onClick={() => ask("open")}>
                <PlusIcon />
                {t("hallway.open")}
              </Button>
            }
          >
            {quiet?.text ?? t("hallway.nowEmptyText")}
          </Empty>
        ) : (
          <ul className={styles.tiles} data-few={lists.live.length === 1}>
            {lists.live.map((card) => (
              <RoomTile key={card.id} card={card} me={me} now={now} />
            ))}
          </ul>
        )}
      </section>
      <div className={styles.columns}>
        <section className={styles.section} aria-labelledby="coming">
          <div className={styles.sectionHead}>
            <h2 id="coming">{t("hallway.coming")}</h2>
            {lists.proposed.length > 0 ? propose : null}
          </div>
          {lists.proposed.length === 0 ? (
            <Empty title={t("hallway.comingEmpty")} action={propose}>
              {t("hallway.comingEmptyText")}
            </Empty>
          ) : (
            <ul className={styles.proposals}>
              {lists.proposed.map((proposal) => (
                <ProposalTile key={proposal.id} proposal={proposal} me={me} now={now} {...deeds} />
              ))}
            </ul>
          )}
        </section>
        <div className={styles.aside}>
          <section className={styles.section} aria-labelledby="ended">
            <h2 id="ended">{t("hallway.ended")}</h2>
            {lists.ended.length === 0 ? (
              <p className={styles.soft}>{t("hallway.endedEmpty")}</p>
            ) : (
              <EndedList rooms={lists.ended} />
            )}
          </section>
          {children}
        </div>
      </div>
    </>
  );
}

function Topics({ topics }: { topics: readonly Topic[] }) {
  const { t } = useTranslation();
  return (
    <section className={styles.section} aria-labelledby="topics">
      <h2 id="topics">{t("hallway.topics")}</h2>
      {topics.length === 0 ? <p className={styles.soft}>{t("hallway.topicsEmpty")}</p> : null}
      <ul className={styles.topics}>
        {topics.map((topic) => (
          <li key={topic.id}>
            <Link className={styles.topic} to={`/topics/${topic.id}`} data-live={topic.live > 0}>
              <span lang={topic.language}>{topic.title}</span>
              {topic.live > 0 ? (
                <span className={styles.topicCount}>{t("topic.live", { count: topic.live })}</span>
              ) : topic.proposed > 0 ? (
                <span className={styles.topicCount}>{t("topic.proposed", { count: topic.proposed })}</span>
              ) : null}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
