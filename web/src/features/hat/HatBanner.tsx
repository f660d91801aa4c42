import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Hat, HatWish } from "../../api/types";
import { hatsOf } from "../../models/hat";
import { isHost } from "../../models/roomScene";
import { Button } from "../../ui/Button";
import { Choice } from "../../ui/Choice";
import { Form, FormActions, TextField } from "../../ui/Field";
import fold from "../../ui/Fold.module.css";
import { Toggle } from "../../ui/Toggle";
import type { VisitProps } from "../room/VisitScreen";
import { useCalls } from "../session/session";
import styles from "./Hat.module.css";
import { useHatWords } from "./words";

const wordsAtMost = 60;
const disclosureAtMost = 120;

/** Where a room asks everybody on the stage to say as what they speak, and one has not: above all else. */
export function HatBanner({ view, actions }: VisitProps) {
  return wearer(view) === "missing" ? <OwnHat view={view} actions={actions} missing /> : null;
}

/** As what one speaks, for whoever is on the stage or on the way to it; one line below the stage. */
export function HatLine({ view, actions }: VisitProps) {
  return wearer(view) === "free" ? <OwnHat view={view} actions={actions} /> : null;
}

/** Who still waits is not pressed: the form would stand over the room that they listen to. */
function wearer(view: VisitProps["view"]): "missing" | "free" | null {
  const { you, parts } = view;
  if (you === null || you.role === "guest" || !(you.seat || you.offer || you.hand)) return null;
  const { required, worn } = hatsOf(parts);
  return required && worn[you.identity] === undefined && (you.seat || you.offer) ? "missing" : "free";
}

function OwnHat({ view, actions, missing = false }: VisitProps & { missing?: boolean }) {
  const { t } = useTranslation();
  const { hats } = useCalls();
  const words = useHatWords();
  const [open, setOpen] = useState(false);
  const { required, worn } = hatsOf(view.parts);
  const hat = worn[view.you?.identity ?? ""];
  return (
    <details
      className={styles.banner}
      data-missing={missing}
      open={open || missing}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary className={`${fold.line} ${styles.line}`}>
        {hat ? t("hat.yours", { words: words(hat) }) : required ? t("hat.missing") : t("hat.none")}
      </summary>
      <HatForm
        hat={hat}
        busy={view.pending.has("hat")}
        onWear={async (wish) => {
          if (await actions.run("hat", () => hats.wear(view.head?.id ?? "", wish))) setOpen(false);
        }}
      />
    </details>
  );
}

function HatForm(props: { hat: Hat | undefined; busy: boolean; onWear: (wish: HatWish) => void }) {
  const { t } = useTranslation();
  const [kind, setKind] = useState<Hat["kind"]>(props.hat?.kind ?? "personal");
  const [words, setWords] = useState(props.hat?.words ?? "");
  const [disclosure, setDisclosure] = useState(props.hat?.disclosure ?? "");
  const ready = kind === "personal" || words.trim() !== "";
  return (
    <div className={styles.form}>
      <Form
        onSubmit={() => {
          if (ready) props.onWear({ kind, words: words.trim(), disclosure: disclosure.trim() });
        }}
      >
        <Choice
          legend={t("hat.as")}
          value={kind}
          options={[
            { id: "personal", label: t("hat.personal") },
            { id: "declared", label: t("hat.declared") },
          ]}
          onChange={setKind}
        />
        {kind === "declared" ? (
          <TextField
            label={t("hat.words")}
            hint={t("hat.wordsHint")}
            value={words}
            maxLength={wordsAtMost}
            onChange={setWords}
          />
        ) : null}
        <TextField
          label={t("hat.disclosure")}
          hint={t("hat.disclosureHint")}
          value={disclosure}
          maxLength={disclosureAtMost}
          onChange={setDisclosure}
        />
        <FormActions>
          <Button look="primary" type="submit" disabled={props.busy || !ready}>
            {t("hat.wear")}
          </Button>
        </FormActions>
      </Form>
    </div>
  );
}

/** What those who speak now disclose of their interests. */
export function Disclosures({ view }: VisitProps) {
  const { t } = useTranslation();
  const { worn } = hatsOf(view.parts);
  const { turn } = view.floor;
  const said = view.stage.filter(
    ({ id, speaking }) =>
      (speaking || (turn !== null && !turn.offered && turn.identity === id)) && worn[id]?.disclosure,
  );
  if (said.length === 0) return null;
  return (
    <ul className={styles.disclosures}>
      {said.map(({ id, name }) => (
        <li key={id}>{t("hat.discloses", { name, words: worn[id]?.disclosure ?? "" })}</li>
      ))}
    </ul>
  );
}

/** The hosts' rule that everybody says as what they speak. */
export function HatHandle({ view, actions }: VisitProps) {
  const { t } = useTranslation();
  const { hats } = useCalls();
  if (!isHost(view)) return null;
  return (
    <Toggle
      on={hatsOf(view.parts).required}
      onChange={(on) => void actions.run("hats", () => hats.require(view.head?.id ?? "", on))}
    >
      {t("hat.required")}
    </Toggle>
  );
}
