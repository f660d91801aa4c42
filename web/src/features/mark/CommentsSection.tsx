import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { keys } from "../../api/keys";
import ended from "../ended/Ended.module.css";
import { Moment } from "../ended/Moment";
import { useHeardSecond } from "../ended/playable";
import type { SectionProps } from "../ended/sections";
import { useCalls } from "../session/session";
import styles from "./Notes.module.css";

/** A comment is of what is heard for so long. */
const lastsSeconds = 15;

/** What listeners wrote while they listened, each at its second; while the recording plays they come with it. */
export function CommentsSection({ room, play }: SectionProps) {
  const { t } = useTranslation();
  const { marks } = useCalls();
  const comments = useQuery({
    queryKey: [...keys.ended(room.id), "comments"],
    queryFn: ({ signal }) => marks.comments(room.id, signal),
    enabled: room.liveAt !== undefined,
  });
  const items = comments.data?.items ?? [];
  const heard = useHeardSecond();
  const now = heard === null ? undefined : items.findLast(({ second }) => second <= heard);
  const current = now && heard !== null && heard - now.second < lastsSeconds ? now.id : undefined;
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const line = current === undefined ? null : list.current?.querySelector<HTMLElement>("[aria-current]");
    if (list.current && line) list.current.scrollTop = line.offsetTop - list.current.offsetTop;
  }, [current]);
  if (items.length === 0) return null;
  return (
    <section className={ended.section} aria-labelledby="comments">
      <h2 id="comments">{t("mark.commentsTab")}</h2>
      <ol
        ref={list}
        className={`${styles.list} ${styles.following}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        tabIndex={0}
        aria-labelledby="comments"
      >
        {items.map((comment) => (
          <li
            key={comment.id}
            className={styles.line}
            aria-current={comment.id === current ? "true" : undefined}
          >
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
