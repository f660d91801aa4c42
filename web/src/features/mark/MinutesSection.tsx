import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { keys } from "../../api/keys";
import { minutesFile } from "../../api/markCalls";
import type { Source } from "../../api/types";
import { Button, DownloadLink } from "../../ui/Button";
import { SkeletonRows } from "../../ui/Skeleton";
import ended from "../ended/Ended.module.css";
import { Moment } from "../ended/Moment";
import type { SectionProps } from "../ended/sections";
import { useCalls } from "../session/session";
import { Lines, Pins } from "./Lines";
import styles from "./Notes.module.css";
import { PinForm } from "./PinForm";

/** What the room came to: the marked moments, the evidence, what nobody proved, and all of it to take along. */
export function MinutesSection({ room, play, signedIn }: SectionProps) {
  const { t } = useTranslation();
  const { marks } = useCalls();
  const minutes = useQuery({
    queryKey: [...keys.ended(room.id), "minutes"],
    queryFn: ({ signal }) => marks.minutes(room.id, signal),
    enabled: room.liveAt !== undefined,
  });
  const sources = useQuery({
    queryKey: [...keys.ended(room.id), "sources"],
    queryFn: ({ signal }) => marks.sources(room.id, signal),
    enabled: room.liveAt !== undefined && signedIn,
  });
  const time = (second: number, speaker?: string) => <Moment at={second} play={play} speaker={speaker} />;
  if (room.liveAt === undefined) return null;
  const again = () => void Promise.all([minutes.refetch(), sources.refetch()]);
  const open = (sources.data?.items ?? []).filter((source) => source.pin === undefined);
  const found = minutes.data;
  return (
    <section className={ended.section} aria-labelledby="minutes">
      <h2 id="minutes">{t("mark.minutesTitle")}</h2>
      {minutes.isPending ? <SkeletonRows rows={2} /> : null}
      {minutes.isError ? (
        <p className={styles.note}>
          {t("mark.failed")} <Button onClick={again}>{t("refused.retry")}</Button>
        </p>
      ) : null}
      {found ? (
        <>
          <Lines lines={found.items} empty={t("mark.nothing")} time={time} />
          {found.pins.length > 0 ? <h3 className={styles.part}>{t("mark.evidence")}</h3> : null}
          <Pins pins={found.pins.map(({ pin }) => pin)} time={time} />
          <Unproven sources={open} room={room.id} time={time} done={again} />
          {found.items.length + found.pins.length > 0 ? (
            <div className={styles.saves}>
              <DownloadLink href={minutesFile(room.id, "md")}>{t("mark.saveMarkdown")}</DownloadLink>
              <DownloadLink href={minutesFile(room.id, "ics")}>{t("mark.saveCalendar")}</DownloadLink>
            </div>
          ) : null}
        </>
      ) : null}
    </section>
  );
}

/** Sources that were asked for and not given; whoever was asked can still give them. */
function Unproven(props: {
  sources: readonly Source[];
  room: string;
  time: (second: number) => ReactNode;
  done: () => void;
}) {
  const { sources, room, time, done } = props;
  const { t } = useTranslation();
  if (sources.length === 0) return null;
  return (
    <>
      <h3 className={styles.part}>{t("mark.unproven")}</h3>
      <ul className={styles.list}>
        {sources.map((source) => (
          <li key={source.id} className={styles.line}>
            <span className={styles.clock}>{time(source.second)}</span>
            <span className={styles.words}>
              {t(source.yours ? "mark.askedYou" : "mark.askedOnce")}
              {source.yours ? <PinForm id={room} flag={source.id} done={done} /> : null}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
