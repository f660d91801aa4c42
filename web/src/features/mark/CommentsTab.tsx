import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { keys } from "../../api/keys";
import type { Comment } from "../../api/types";
import { mayMark, merged, newestComments } from "../../models/marks";
import { isHost } from "../../models/roomScene";
import { timecode } from "../../models/timecode";
import { Button } from "../../ui/Button";
import { TrashIcon } from "../../ui/icons";
import { SkeletonRows } from "../../ui/Skeleton";
import { useBlocked } from "../blocked/useBlocked";
import type { VisitProps } from "../room/VisitScreen";
import { useCalls } from "../session/session";
import styles from "./Notes.module.css";

/** What listeners write, each at its second; the newest first, since they are about now. */
export function CommentsTab({ view, actions }: VisitProps) {
  const { t } = useTranslation();
  const { marks } = useCalls();
  const [text, setText] = useState("");
  const id = view.head?.id ?? "";
  const loaded = useQuery({
    queryKey: [...keys.room(id), "comments"],
    queryFn: ({ signal }) => marks.comments(id, signal),
  });
  const blocked = useBlocked(view);
  // What is told in passing goes to everybody alike.
  const comments = merged(loaded.data?.items ?? [], newestComments(view)).filter(
    ({ by }) => !blocked.has(by.id),
  );
  const write = () =>
    void actions
      .run("comment", () => marks.comment(id, text))
      .then((done) => {
        if (done) setText("");
      });
  const mayTake = ({ by }: Comment) => mayMark(view) && (isHost(view) || by.id === view.you?.identity);
  const take = (comment: Comment) =>
    void actions
      .run(`uncomment:${comment.id}`, () => marks.uncomment(id, comment.id))
      .then((done) => {
        if (done) void loaded.refetch();
      });
  return (
    <>
      {mayMark(view) ? (
        <form
          className={styles.write}
          onSubmit={(event) => {
            event.preventDefault();
            if (text.trim() !== "") write();
          }}
        >
          <label>
            {t("mark.comment")}
            <input maxLength={140} value={text} onChange={(event) => setText(event.target.value)} />
          </label>
          <Button type="submit" disabled={text.trim() === "" || view.pending.has("comment")}>
            {t("mark.send")}
          </Button>
        </form>
      ) : null}
      {comments.length > 0 ? (
        <ol className={styles.list} aria-label={t("mark.comments")}>
          {[...comments].reverse().map((comment) => (
            <li key={comment.id} className={styles.line}>
              <span className={styles.clock}>{timecode(comment.second)}</span>
              <span className={styles.words}>
                {comment.text}
                <span className={styles.note}>{comment.by.displayName}</span>
              </span>
              {mayTake(comment) ? (
                <Button look="quiet" round aria-label={t("mark.uncomment")} onClick={() => take(comment)}>
                  <TrashIcon />
                </Button>
              ) : null}
            </li>
          ))}
        </ol>
      ) : loaded.isPending ? (
        <SkeletonRows rows={2} />
      ) : loaded.isError ? (
        <p className={styles.note}>
          {t("mark.failed")} <Button onClick={() => void loaded.refetch()}>{t("refused.retry")}</Button>
        </p>
      ) : (
        <p className={styles.note}>{t("mark.noComments")}</p>
      )}
    </>
  );
}
