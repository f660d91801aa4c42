import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Audience } from "../../api/types";
import { isHost } from "../../models/roomScene";
import { Button } from "../../ui/Button";
import { Modal } from "../../ui/Modal";
import { SkeletonRows } from "../../ui/Skeleton";
import { Portrait } from "../person/Portrait";
import { PersonMenu } from "./PersonMenu";
import styles from "./Visit.module.css";
import type { VisitProps } from "./VisitScreen";

/** Who listens by name, a page at a time. Beside the room, never over its controls. */
export function AudiencePanel({ view, actions, onClose }: VisitProps & { onClose: () => void }) {
  const { t } = useTranslation();
  const [pages, setPages] = useState<readonly Audience[]>([]);
  const [state, setState] = useState<"loading" | "ready" | "failed">("loading");
  const asked = useRef(false);
  const load = async (cursor: string | undefined) => {
    setState("loading");
    try {
      const page = await actions.listAudience(cursor);
      setPages((before) => (cursor === undefined ? [page] : [...before, page]));
      setState("ready");
    } catch {
      setState("failed");
    }
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: the first page is asked for once
  useEffect(() => {
    if (asked.current) return;
    asked.current = true;
    void load(undefined);
  }, []);
  const people = pages.flatMap((page) => page.items);
  const last = pages.at(-1);
  const { guests } = view.audience;
  const host = isHost(view);
  return (
    <Modal look="panel" title={t("person.audienceTitle")} onClose={onClose}>
      {state === "ready" && people.length === 0 ? (
        <p className={styles.soft}>{t("person.audienceEmpty")}</p>
      ) : null}
      <ul className={styles.hands}>
        {people.map((person) => (
          <li key={person.id} className={styles.hand}>
            <PersonMenu person={person} view={view} actions={actions}>
              <button type="button" className={styles.handPerson}>
                <Portrait person={person} size="small" />
                <span className={styles.handWords}>
                  <span className={styles.handName}>{person.displayName}</span>
                  <span className={styles.soft}>@{person.handle}</span>
                </span>
              </button>
            </PersonMenu>
            {host && person.id !== view.you?.identity ? (
              <Button
                disabled={
                  view.pending.has(`invite:${person.id}`) ||
                  view.invited.some(({ identity }) => identity === person.id)
                }
                onClick={() => actions.invite(person.id)}
              >
                {t("host.inviteShort")}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {state === "loading" ? <SkeletonRows rows={3} /> : null}
      {state === "failed" ? (
        <p className={styles.soft} role="alert">
          {t("person.failed")} <Button onClick={() => void load(last?.next)}>{t("person.retry")}</Button>
        </p>
      ) : null}
      {state === "ready" && last?.next ? (
        <Button onClick={() => void load(last.next)}>{t("person.more_audience")}</Button>
      ) : null}
      {guests > 0 ? <p className={styles.soft}>{t("person.guests", { count: guests })}</p> : null}
    </Modal>
  );
}
