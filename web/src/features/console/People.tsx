import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { keys } from "../../api/keys";
import type { AdminPerson } from "../../api/types";
import { Button } from "../../ui/Button";
import { Empty } from "../../ui/Empty";
import { TextField } from "../../ui/Field";
import { MoreIcon } from "../../ui/icons";
import { SkeletonRows } from "../../ui/Skeleton";
import { Person } from "../person/Person";
import { useCalls } from "../session/session";
import { Failed } from "../states/Failed";
import styles from "./Console.module.css";
import { ManagePerson } from "./ManagePerson";

/** Everybody with an account, to be found and helped. */
export function People() {
  const { t } = useTranslation();
  const calls = useCalls();
  const [typed, setTyped] = useState("");
  const [q, setQ] = useState("");
  const [managed, setManaged] = useState<AdminPerson | null>(null);
  const people = useInfiniteQuery({
    queryKey: keys.adminPeople(q),
    queryFn: ({ pageParam, signal }) => calls.admin.people(q, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
  });
  const items = people.data?.pages.flatMap((page) => page.items);
  return (
    <div className={styles.part}>
      <form
        className={styles.find}
        onSubmit={(event) => {
          event.preventDefault();
          setQ(typed.trim());
        }}
      >
        <TextField
          label={t("console.find")}
          type="search"
          value={typed}
          onChange={setTyped}
          autoComplete="off"
        />
        <Button type="submit">{t("console.findButton")}</Button>
      </form>
      {people.isPending ? <SkeletonRows /> : null}
      {people.error && !items ? <Failed error={people.error} again={() => void people.refetch()} /> : null}
      {items?.length === 0 ? (
        <Empty level={2} title={t("console.nobody")}>
          {t("console.nobodyText")}
        </Empty>
      ) : null}
      <ul className={styles.rows}>
        {items?.map((person) => (
          <PersonRow key={person.id} person={person} onManage={() => setManaged(person)} />
        ))}
      </ul>
      {people.hasNextPage ? (
        <Button aria-busy={people.isFetchingNextPage} onClick={() => void people.fetchNextPage()}>
          {t("common.more")}
        </Button>
      ) : null}
      {managed ? <ManagePerson person={newest(managed, items)} onClose={() => setManaged(null)} /> : null}
    </div>
  );
}

/** The person as the list has them now, which a change may have reached after the dialog opened. */
function newest(managed: AdminPerson, items: readonly AdminPerson[] | undefined): AdminPerson {
  return items?.find(({ id }) => id === managed.id) ?? managed;
}

function PersonRow({ person, onManage }: { person: AdminPerson; onManage: () => void }) {
  const { t } = useTranslation();
  return (
    <li className={styles.row}>
      <Person
        person={person}
        note={`@${person.handle}\n${person.email}`}
        plain={person.state === "reserved"}
        whole
      />
      <span className={styles.end}>
        <span className={styles.state} data-state={person.state}>
          {person.operator ? t("console.operator") : t(`console.state.${person.state}`)}
        </span>
        <Button
          look="quiet"
          aria-label={t("console.manage", { name: person.displayName })}
          onClick={onManage}
        >
          <MoreIcon />
        </Button>
      </span>
    </li>
  );
}
