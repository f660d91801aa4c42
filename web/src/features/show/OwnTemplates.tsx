import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { keys } from "../../api/keys";
import type { OwnAgenda, OwnAgendas } from "../../api/types";
import { minutesOf } from "../../models/show";
import { Button } from "../../ui/Button";
import { TrashIcon } from "../../ui/icons";
import { useToasts } from "../../ui/Toasts";
import { useCalls } from "../session/session";
import { useTell } from "../states/problems";
import styles from "./Show.module.css";
import { useSegmentName } from "./words";

/** Agendas that the host kept from other rooms, by name; nothing where none is kept or they cannot be had. */
export function OwnTemplates({ onChoose }: { onChoose: (agenda: OwnAgenda) => void }) {
  const { t } = useTranslation();
  const { shows } = useCalls();
  const name = useSegmentName();
  const drop = useDrop();
  const own = useQuery({ queryKey: keys.agendas, queryFn: ({ signal }) => shows.own(signal) });
  return own.data?.items.map((agenda) => (
    <li key={agenda.id} className={styles.own}>
      <button type="button" className={styles.template} onClick={() => onChoose(agenda)}>
        <strong>{agenda.name}</strong>
        <span className={styles.length}>{t("floor.minutes", { count: minutesOf(agenda.segments) })}</span>
        <span className={styles.soft}>{agenda.segments.map(name).join(" · ")}</span>
      </button>
      <Button look="quiet" aria-label={t("show.forget", { name: agenda.name })} onClick={() => drop(agenda)}>
        <TrashIcon />
      </Button>
    </li>
  ));
}

/** Takes one off the list, for good when nobody took that back. */
function useDrop(): (agenda: OwnAgenda) => void {
  const { t } = useTranslation();
  const { shows } = useCalls();
  const queries = useQueryClient();
  const toasts = useToasts();
  const tell = useTell();
  return ({ id, name }) => {
    const renew = () => queries.invalidateQueries({ queryKey: keys.agendas });
    queries.setQueryData<OwnAgendas>(keys.agendas, (before) =>
      before ? { items: before.items.filter((one) => one.id !== id) } : before,
    );
    toasts.undoable({
      text: t("show.forgotten", { name }),
      undo: renew,
      commit: () => void shows.forget(id).catch(tell).then(renew),
    });
  };
}
