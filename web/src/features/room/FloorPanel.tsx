import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { FloorMode, Hand } from "../../api/types";
import { queues } from "../../models/floor";
import { Button } from "../../ui/Button";
import { Choice } from "../../ui/Choice";
import { Form, FormActions, TextField } from "../../ui/Field";
import { Modal } from "../../ui/Modal";
import { Toggle } from "../../ui/Toggle";
import styles from "./Floor.module.css";
import type { VisitProps } from "./VisitScreen";

const modes: readonly FloorMode[] = ["free", "chair", "queue", "balanced", "round"];
const lengths = [60, 120, 180, 300];
const shortestReason = 3;

/** The hosts' choice of the rule by which the floor goes round. */
export function FloorPanel({ view, actions }: VisitProps) {
  const { t } = useTranslation();
  const { mode, boxSeconds } = view.floor;
  const offered = [...new Set([...lengths, boxSeconds])].sort((a, b) => a - b);
  const length = (seconds: number) =>
    seconds % 60 === 0 ? t("floor.minutes", { count: seconds / 60 }) : t("floor.seconds", { count: seconds });
  return (
    <div className={styles.panel}>
      <Choice
        legend={t("floor.title")}
        look="thirds"
        value={mode}
        options={modes.map((id) => ({ id, label: t(`floor.mode.${id}`) }))}
        onChange={(next) => actions.floor.setMode(next, boxSeconds)}
      />
      <p className={styles.note}>{t(`floor.modeText.${mode}`)}</p>
      {mode === "free" ? null : (
        <Choice
          legend={t("floor.length")}
          value={`${boxSeconds}`}
          options={offered.map((seconds) => ({ id: `${seconds}`, label: length(seconds) }))}
          onChange={(next) => actions.floor.setMode(mode, Number(next))}
        />
      )}
      <Toggle
        on={view.floor.pushToTalk}
        onChange={(only) => {
          if (!view.pending.has("floor")) actions.floor.setPushToTalk(mode, only);
        }}
      >
        {t("floor.pushToTalk")}
      </Toggle>
    </div>
  );
}

/** What a host does with a hand where turns are given: put it next in a queue, or give the floor. */
export function HandDeed({
  hand,
  view,
  actions,
  children,
}: VisitProps & { hand: Hand; children: ReactNode }) {
  const { t } = useTranslation();
  const [lifting, setLifting] = useState(false);
  const { mode } = view.floor;
  const { identity, person } = hand;
  if (mode === "chair") {
    const label = `${t("floor.give")}: ${person.displayName}`;
    return (
      <Button
        look="primary"
        disabled={view.pending.has("turn")}
        aria-label={label}
        onClick={() => actions.floor.next(identity)}
      >
        {t("floor.give")}
      </Button>
    );
  }
  if (!queues(mode)) return children;
  return (
    <>
      <Button
        disabled={view.pending.has(`lift:${identity}`)}
        aria-label={`${t("floor.putNext")}: ${person.displayName}`}
        onClick={() => setLifting(true)}
      >
        {t("floor.putNext")}
      </Button>
      {lifting ? (
        <LiftDialog
          name={person.displayName}
          onClose={() => setLifting(false)}
          onLift={(reason) => {
            actions.floor.lift(identity, reason);
            setLifting(false);
          }}
        />
      ) : null}
    </>
  );
}

function LiftDialog(props: { name: string; onClose: () => void; onLift: (reason: string) => void }) {
  const { t } = useTranslation();
  const [reason, setReason] = useState("");
  const ready = reason.trim().length >= shortestReason;
  return (
    <Modal title={t("floor.reason", { name: props.name })} onClose={props.onClose}>
      <Form
        onSubmit={() => {
          if (ready) props.onLift(reason.trim());
        }}
      >
        <TextField
          label={t("floor.reasonHint")}
          value={reason}
          onChange={setReason}
          maxLength={200}
          data-first
        />
        <FormActions>
          <Button look="primary" type="submit" disabled={!ready}>
            {t("floor.reasonGo")}
          </Button>
        </FormActions>
      </Form>
    </Modal>
  );
}
