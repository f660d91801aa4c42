import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Mark, MarkKind } from "../../api/types";
import { markKinds } from "../../models/marks";
import { timecode } from "../../models/timecode";
import { Button } from "../../ui/Button";
import { Form, FormActions, TextField } from "../../ui/Field";
import type { VisitProps } from "../room/VisitScreen";
import { useCalls } from "../session/session";
import styles from "./Notes.module.css";

/** Marks this second with one tap; decisions and actions can be put in words afterwards, without haste. */
export function MarkButtons({ view, actions }: VisitProps) {
  const { t } = useTranslation();
  const { marks } = useCalls();
  const [made, setMade] = useState<Mark | null>(null);
  const id = view.head?.id ?? "";
  const mark = (kind: MarkKind) =>
    actions.run(`mark:${kind}`, async () => {
      setMade(await marks.mark(id, { kind }));
    });
  return (
    <div className={styles.marks}>
      <fieldset className={styles.kinds}>
        <legend className={styles.note}>{t("mark.hint")}</legend>
        {markKinds.map((kind) => (
          <Button key={kind} disabled={view.pending.has(`mark:${kind}`)} onClick={() => void mark(kind)}>
            {t(`mark.kind.${kind}`)}
          </Button>
        ))}
      </fieldset>
      {made ? <Made key={made.id} made={made} actions={actions} id={id} close={() => setMade(null)} /> : null}
    </div>
  );
}

/** What one marked a moment ago: in words, or taken back. */
function Made(props: { made: Mark; id: string; actions: VisitProps["actions"]; close: () => void }) {
  const { made, id, actions, close } = props;
  const { t } = useTranslation();
  const { marks } = useCalls();
  const [text, setText] = useState("");
  const [who, setWho] = useState("");
  const [due, setDue] = useState("");
  const action = made.kind === "action";
  const done = (request: () => Promise<unknown>) =>
    void actions.run("mark:made", request).then((fine) => {
      if (fine) close();
    });
  const words = {
    kind: made.kind,
    text,
    ...(action && who !== "" ? { who } : {}),
    ...(action && due !== "" ? { due } : {}),
  };
  return (
    <Form label={t("mark.words")} onSubmit={() => done(() => marks.word(id, made.id, words))}>
      <p role="status">
        {t("mark.made", { kind: t(`mark.kind.${made.kind}`), clock: timecode(made.second) })}
      </p>
      {made.kind === "useful" ? null : (
        <TextField label={t(`mark.what.${made.kind}`)} maxLength={200} value={text} onChange={setText} />
      )}
      {action ? (
        <>
          <TextField label={t("mark.who")} maxLength={60} value={who} onChange={setWho} />
          <TextField label={t("mark.due")} type="date" value={due} onChange={setDue} />
        </>
      ) : null}
      <FormActions>
        <Button look="quiet" onClick={() => done(() => marks.unmark(id, made.id))}>
          {t("mark.undo")}
        </Button>
        {made.kind === "useful" ? (
          <Button onClick={close}>{t("mark.fine")}</Button>
        ) : (
          <Button look="primary" type="submit" disabled={text.trim() === "" && who.trim() === ""}>
            {t("mark.save")}
          </Button>
        )}
      </FormActions>
    </Form>
  );
}
