import { useTranslation } from "react-i18next";
import { pairs, pairWith, showOf } from "../../models/show";
import type { VisitProps } from "../room/VisitScreen";
import { useCalls } from "../session/session";
import styles from "./Show.module.css";

const places = ["expert", "interviewer"] as const;

/** Who is asked and who asks, chosen of those on the stage; in formats for two. */
export function PairForm({ view, actions }: VisitProps) {
  const { t } = useTranslation();
  const { shows } = useCalls();
  const show = showOf(view.parts);
  if (show === null || !pairs(show)) return null;
  const room = view.head?.id ?? "";
  const people = view.stage
    .filter(({ guestOf }) => guestOf === "")
    .map(({ id, name }): readonly [string, string] => [id, name]);
  // Whoever is named and has left the stage since is still the one who is named.
  const named = places.flatMap((place) => show[place] ?? []);
  const all = [...new Map([...named.map((one) => [one.id, one.displayName] as const), ...people])];
  return (
    <div className={styles.pair}>
      {places.map((place) => (
        <label key={place} className={styles.small}>
          <span>{t(`show.pair.${place}`)}</span>
          <select
            value={show[place]?.id ?? ""}
            disabled={view.pending.has("pair")}
            onChange={({ target }) =>
              void actions.run("pair", () => shows.pair(room, pairWith(show, place, target.value)))
            }
          >
            <option value="">{t("show.pair.nobody")}</option>
            {all.map(([id, name]) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      ))}
    </div>
  );
}
