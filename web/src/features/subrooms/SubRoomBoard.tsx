import { type DragEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { hosts } from "../../models/roomScene";
import { boardOf, divided, type Field, type Piece, placesOf } from "../../models/subRooms";
import { Button } from "../../ui/Button";
import { Popover, PopoverItem } from "../../ui/Popover";
import { Toggle } from "../../ui/Toggle";
import { Portrait } from "../person/Portrait";
import type { VisitProps } from "../room/VisitScreen";
import { useCalls } from "../session/session";
import styles from "./SubRooms.module.css";

/** What is dragged: an identity, and nothing that another page could use. */
const dragType = "application/x-mitalk-person";

/** The hosts' board: who is in which sub-room. Drag somebody, or tap and choose. */
export function SubRoomBoard({ view, actions }: VisitProps) {
  const { t } = useTranslation();
  const { hosting } = useCalls();
  const [opened, setOpened] = useState(false);
  const places = placesOf(view.parts.subRooms);
  const split = divided(places);
  const id = view.head?.id ?? "";
  const me = view.you?.identity ?? "";
  if (!opened && !split) {
    return (
      <Button look="quiet" onClick={() => setOpened(true)}>
        {t("subRooms.open")}
      </Button>
    );
  }
  const fields = boardOf(places, view.stage);
  const move = (identity: string, subRoom: number) =>
    void actions.run(`move:${identity}`, () => hosting.moveTo(id, identity, subRoom));
  const everywhere = places[me]?.everywhere === true;
  return (
    <section className={styles.board} aria-labelledby="sub-rooms">
      <div className={styles.head}>
        <h3 id="sub-rooms">{t("subRooms.title")}</h3>
        {split ? (
          <Button
            disabled={view.pending.has("recall")}
            onClick={() => void actions.run("recall", () => hosting.recall(id))}
          >
            {t("subRooms.recall")}
          </Button>
        ) : (
          <Button look="quiet" onClick={() => setOpened(false)}>
            {t("subRooms.close")}
          </Button>
        )}
      </div>
      <p className={styles.note}>{t("subRooms.how")}</p>
      <div className={styles.fields}>
        {fields.map((field) => (
          <BoardField key={field.subRoom} field={field} fields={fields} view={view} move={move} />
        ))}
      </div>
      {split ? (
        <Toggle
          on={everywhere}
          onChange={(on) =>
            void actions.run("speakToAll", () => (on ? hosting.speakToAll(id) : hosting.speakHere(id)))
          }
        >
          {t("subRooms.speakToAll")}
        </Toggle>
      ) : null}
    </section>
  );
}

interface FieldProps {
  field: Field;
  fields: readonly Field[];
  view: VisitProps["view"];
  move: (identity: string, subRoom: number) => void;
}

function BoardField({ field, fields, view, move }: FieldProps) {
  const name = useFieldName();
  const { t } = useTranslation();
  const [over, setOver] = useState(false);
  const { subRoom, pieces } = field;
  const takes = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes(dragType)) return;
    event.preventDefault();
    setOver(true);
  };
  return (
    <section
      className={styles.field}
      data-over={over}
      aria-label={name(subRoom)}
      onDragOver={takes}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const identity = event.dataTransfer.getData(dragType);
        if (identity !== "" && !pieces.some((piece) => piece.identity === identity)) move(identity, subRoom);
      }}
    >
      <h4>{name(subRoom)}</h4>
      {pieces.length === 0 ? <p className={styles.note}>{t("subRooms.empty")}</p> : null}
      <ul>
        {pieces.map((piece) => (
          <li key={piece.identity}>
            <BoardPiece piece={piece} here={subRoom} fields={fields} view={view} move={move} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function BoardPiece({
  piece,
  here,
  fields,
  view,
  move,
}: { piece: Piece; here: number } & Omit<FieldProps, "field">) {
  const { t } = useTranslation();
  const name = useFieldName();
  const { identity, person, everywhere } = piece;
  const mine = identity === view.you?.identity;
  const role = view.stage.find(({ id }) => id === identity)?.role ?? "listener";
  const words = (
    <>
      <Portrait person={person} size="small" />
      <span className={styles.name}>
        {mine ? t("room.you") : person.displayName}
        {everywhere ? <small>{t("subRooms.toAll")}</small> : null}
      </span>
    </>
  );
  if (!mine && hosts(role) && view.you?.role !== "moderator") {
    return <span className={styles.piece}>{words}</span>;
  }
  return (
    <Popover
      label={t("subRooms.moveWhom", { name: person.displayName })}
      trigger={
        <button
          type="button"
          className={styles.piece}
          draggable
          disabled={view.pending.has(`move:${identity}`)}
          onDragStart={(event) => {
            event.dataTransfer.setData(dragType, identity);
            event.dataTransfer.effectAllowed = "move";
          }}
        >
          {words}
        </button>
      }
    >
      {fields
        .filter(({ subRoom }) => subRoom !== here)
        .map(({ subRoom }) => (
          <PopoverItem key={subRoom} onSelect={() => move(identity, subRoom)}>
            {subRoom === 0 ? t("subRooms.back") : t("subRooms.moveTo", { place: name(subRoom) })}
          </PopoverItem>
        ))}
    </Popover>
  );
}

function useFieldName(): (subRoom: number) => string {
  const { t } = useTranslation();
  return (subRoom) => (subRoom === 0 ? t("subRooms.main") : t("subRooms.name", { number: subRoom }));
}
