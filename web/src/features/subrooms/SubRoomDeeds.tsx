import { useTranslation } from "react-i18next";
import { boardOf, divided, placesOf } from "../../models/subRooms";
import { PopoverItem } from "../../ui/Popover";
import type { VisitProps } from "../room/VisitScreen";
import { useCalls } from "../session/session";

/** Where somebody could be moved, for the menu of a person; nothing while the room is undivided. */
export function SubRoomDeeds({ id, view, actions }: VisitProps & { id: string }) {
  const { t } = useTranslation();
  const { hosting } = useCalls();
  const places = placesOf(view.parts.subRooms);
  const room = view.head?.id ?? "";
  if (!divided(places)) return null;
  const here = places[id]?.subRoom ?? 0;
  return boardOf(places, view.stage)
    .filter(({ subRoom }) => subRoom !== here)
    .map(({ subRoom }) => (
      <PopoverItem
        key={subRoom}
        onSelect={() => void actions.run(`move:${id}`, () => hosting.moveTo(room, id, subRoom))}
      >
        {subRoom === 0
          ? t("subRooms.back")
          : t("subRooms.moveTo", { place: t("subRooms.name", { number: subRoom }) })}
      </PopoverItem>
    ));
}
