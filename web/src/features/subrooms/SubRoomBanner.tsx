import { useTranslation } from "react-i18next";
import { placesOf } from "../../models/subRooms";
import { Button } from "../../ui/Button";
import type { VisitProps } from "../room/VisitScreen";
import { useCalls } from "../session/session";
import styles from "./SubRooms.module.css";

/** Where one is while the room is divided, who is there too, and who speaks to all. */
export function SubRoomBanner({ view, actions }: VisitProps) {
  const { t, i18n } = useTranslation();
  const { hosting } = useCalls();
  const places = placesOf(view.parts.subRooms);
  const me = view.you?.identity ?? "";
  const here = places[me]?.subRoom ?? 0;
  const others = Object.entries(places).filter(([identity]) => identity !== me);
  const names = (people: typeof others) =>
    new Intl.ListFormat(i18n.language, { type: "conjunction" }).format(
      people.map(([, { person }]) => person.displayName),
    );
  const callers = others.filter(([, place]) => place.everywhere);
  const company = others.filter(([, place]) => here > 0 && place.subRoom === here);
  if (here === 0 && callers.length === 0) return null;
  return (
    <section className={styles.banner} aria-label={t("subRooms.title")}>
      <div>
        {here > 0 ? <h2>{t("subRooms.youAreIn", { number: here })}</h2> : null}
        {here > 0 ? (
          <p>{company.length > 0 ? t("subRooms.with", { names: names(company) }) : t("subRooms.alone")}</p>
        ) : null}
        <p role="status">{callers.length > 0 ? t("subRooms.speaksToAll", { names: names(callers) }) : ""}</p>
      </div>
      {here > 0 ? (
        <Button
          disabled={view.pending.has(`move:${me}`)}
          onClick={() => void actions.run(`move:${me}`, () => hosting.moveTo(view.head?.id ?? "", me, 0))}
        >
          {t("subRooms.goBack")}
        </Button>
      ) : null}
    </section>
  );
}
