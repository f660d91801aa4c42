import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { keys } from "../../api/keys";
import type { ReportPart, RoomReport } from "../../api/types";
import { verdictOf } from "../../models/show";
import { DownloadLink } from "../../ui/Button";
import ended from "../ended/Ended.module.css";
import type { SectionProps } from "../ended/sections";
import { clock } from "../hallway/words";
import { useCalls } from "../session/session";
import styles from "./Report.module.css";
import { useSegmentName } from "./words";

/** How the room used its time, for its host and who spoke; the others are not shown that there is such a thing. */
export function ReportSection({ room, you, signedIn }: SectionProps) {
  const { t } = useTranslation();
  const { shows } = useCalls();
  const report = useQuery({
    queryKey: [...keys.ended(room.id), "report"],
    queryFn: ({ signal }) => shows.report(room.id, signal),
    enabled: signedIn && you !== null,
    retry: false,
  });
  if (!report.data) return null;
  const { enough, index, talk, segments, floorWaitSeconds, exceptions } = report.data;
  return (
    <section className={ended.section} aria-labelledby="report">
      <h2 id="report">{t("efficiency.title")}</h2>
      <p className={styles.verdict}>
        {enough && index !== undefined
          ? t(`efficiency.verdict.${verdictOf(index)}`)
          : t(enough ? "efficiency.forgotten" : "efficiency.tooLittle")}
      </p>
      {enough && index !== undefined ? <Why report={report.data} /> : null}
      {talk.length > 0 ? <Talk talk={talk} /> : null}
      {segments.length > 0 ? <Segments segments={segments} /> : null}
      <p className={styles.soft}>
        {[
          floorWaitSeconds === undefined ? "" : t("efficiency.wait", { clock: clock(floorWaitSeconds) }),
          exceptions > 0 ? t("efficiency.exceptions", { count: exceptions }) : "",
          t("efficiency.private"),
        ]
          .filter((words) => words !== "")
          .join(" ")}
      </p>
      <div>
        <DownloadLink href={shows.reportTable(room.id)}>{t("efficiency.table")}</DownloadLink>
      </div>
    </section>
  );
}

/** The parts of the index, one tap away: a word comes first, and the numbers are for who wants them. */
function Why({ report }: { report: RoomReport }) {
  const { t } = useTranslation();
  return (
    <details>
      <summary className={styles.why}>{t("efficiency.why", { index: report.index })}</summary>
      <table className={styles.parts}>
        <thead>
          <tr>
            <th scope="col">{t("efficiency.part")}</th>
            <th scope="col">{t("efficiency.value")}</th>
            <th scope="col">{t("efficiency.aim")}</th>
            <th scope="col">{t("efficiency.points")}</th>
          </tr>
        </thead>
        <tbody>
          {report.parts.map((part) => (
            <Part key={part.name} part={part} />
          ))}
        </tbody>
      </table>
    </details>
  );
}

function Part({ part: { name, value, aim, points, most } }: { part: ReportPart }) {
  const { t } = useTranslation();
  const percent = (share: number) => t("efficiency.percent", { value: Math.round(share * 100) });
  return (
    <tr>
      <th scope="row">{t(`efficiency.name.${name}`)}</th>
      <td>{percent(value)}</td>
      <td>
        {name === "overlap"
          ? t("efficiency.atMost", { value: percent(aim) })
          : t("efficiency.atLeast", { value: percent(aim) })}
      </td>
      <td>{t("efficiency.of", { points: Math.round(points), most: Math.round(most) })}</td>
    </tr>
  );
}

/** How much each spoke, in the order in which they came: nobody is ranked. */
function Talk({ talk }: Pick<RoomReport, "talk">) {
  const { t } = useTranslation();
  return (
    <ul className={styles.list} aria-label={t("efficiency.talk")}>
      {talk.map(({ person, seconds, share, turns }) => (
        <li key={person.id} className={styles.line}>
          <span className={styles.name}>{person.displayName}</span>
          <span className={styles.soft}>
            {[
              clock(seconds),
              t("efficiency.percent", { value: Math.round(share * 100) }),
              turns > 0 ? t("efficiency.turns", { count: turns }) : "",
            ]
              .filter((words) => words !== "")
              .join(" · ")}
          </span>
          <progress className={styles.share} max={1} value={share} aria-hidden="true" />
        </li>
      ))}
    </ul>
  );
}

function Segments({ segments }: Pick<RoomReport, "segments">) {
  const { t } = useTranslation();
  const name = useSegmentName();
  return (
    <ul className={styles.list} aria-label={t("show.title")}>
      {segments.map((segment) => (
        <li key={segment.place} className={styles.line}>
          <span className={styles.name}>{name(segment)}</span>
          <span className={styles.soft}>
            {segment.actualSeconds === undefined
              ? t("efficiency.notReached")
              : t("show.took", {
                  actual: clock(segment.actualSeconds),
                  planned: clock(segment.plannedSeconds),
                })}
          </span>
        </li>
      ))}
    </ul>
  );
}
