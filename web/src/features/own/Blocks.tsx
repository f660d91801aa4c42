import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { keys } from "../../api/keys";
import type { PersonCard } from "../../api/types";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { SkeletonRows } from "../../ui/Skeleton";
import { useToasts } from "../../ui/Toasts";
import { Person } from "../person/Person";
import { useCalls } from "../session/session";
import { Failed } from "../states/Failed";
import { useTell } from "../states/problems";
import styles from "./Own.module.css";

/** Whom one has blocked. */
export function Blocks() {
  const { t } = useTranslation();
  const calls = useCalls();
  const queries = useQueryClient();
  const toasts = useToasts();
  const tell = useTell();
  const blocks = useQuery({ queryKey: keys.blocks, queryFn: ({ signal }) => calls.me.blocks(signal) });
  const unblock = useMutation({
    mutationFn: (person: PersonCard) => calls.me.unblock(person.handle),
    onSuccess: (_, person) => {
      toasts.show({ text: t("profile.unblockedNow", { name: person.displayName }) });
      void queries.invalidateQueries({ queryKey: keys.profile(person.handle) });
      return queries.invalidateQueries({ queryKey: keys.blocks });
    },
    onError: tell,
  });
  return (
    <Card title={t("own.blocks")}>
      {blocks.isPending ? <SkeletonRows rows={1} /> : null}
      {blocks.error && !blocks.data ? <Failed error={blocks.error} /> : null}
      {blocks.data?.items.length === 0 ? <p className={styles.soft}>{t("own.blocksNone")}</p> : null}
      <ul>
        {blocks.data?.items.map((person) => (
          <li key={person.id} className={styles.row}>
            <Person person={person} />
            <Button look="quiet" onClick={() => unblock.mutate(person)}>
              {t("profile.unblock")}
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  );
}
