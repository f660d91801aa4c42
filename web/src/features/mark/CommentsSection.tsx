import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { keys } from "../../api/keys";
import ended from "../ended/Ended.module.css";
import { Moment } from "../ended/Moment";
import type { SectionProps } from "../ended/sections";
import { useCalls } from "../session/session";
import styles from "./Notes.module.css";

/** What listeners wrote while they listened, each at its second. */
export function CommentsSection({ room, play }: SectionProps) {
  const { t } = useTranslation();
  const { marks } = useCalls();
  const comments = useQuery({
    queryKey: [...keys.ended(room.id), "comments"],
    queryFn: ({ signal }) => marks.comments(room.id, signal),
    enabled: room.liveAt !== undefined,
  });
  const items = comments.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section className={ended.section} aria-labelledby="comments">
      <h2 id="comments">{t("mark.commentsTab")}</h2>
      <ol className={styles.list}>
        {items.map((comment) => (
          <li key={comment.id} className={styles.line}>
            <span className={styles.clock}>
              <Moment at={comment.second} play={play} />
            </span>
            <span className={styles.words}>
              {comment.text}
              <span className={styles.note}>{comment.by.displayName}</span>
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
