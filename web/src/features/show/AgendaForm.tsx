import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { keys } from "../../api/keys";
import type { FloorMode, ShowFormat, ShowPlan, ShowTemplate } from "../../api/types";
import { type Draft, draftOf, emptyDraft, minutesOf, ready, wishOf } from "../../models/show";
import { Button } from "../../ui/Button";
import { Form, FormActions, TextField } from "../../ui/Field";
import { CloseIcon, PlusIcon } from "../../ui/icons";
import { Modal } from "../../ui/Modal";
import { SkeletonRows } from "../../ui/Skeleton";
import { useCalls } from "../session/session";
import { OwnTemplates } from "./OwnTemplates";
import styles from "./Show.module.css";
import { useSegmentName } from "./words";

export interface AgendaFormProps {
  /** Whether the agenda begins as it is set. */
  live: boolean;
  busy: boolean;
  onClose: () => void;
  /** `name` is what it is kept by for other rooms; empty for not at all. */
  onPlan: (plan: ShowPlan, name: string) => void;
}

/** First a template or none, then its parts, which one may change. Beside the room: the voices go on. */
export function AgendaForm(props: AgendaFormProps) {
  const { t } = useTranslation();
  const { shows } = useCalls();
  const [format, setFormat] = useState<ShowFormat | null>(null);
  const [drafts, setDrafts] = useState<readonly Draft[]>([]);
  const templates = useQuery({
    queryKey: keys.formats,
    queryFn: ({ signal }) => shows.formats(signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const choose = (chosen: ShowFormat, parts: readonly Draft[]) => {
    setFormat(chosen);
    setDrafts(parts);
  };
  return (
    <Modal title={t("show.choose")} look="panel" onClose={props.onClose}>
      {format !== null ? (
        <Editor {...props} format={format} drafts={drafts} setDrafts={setDrafts} />
      ) : templates.isPending ? (
        <SkeletonRows rows={6} />
      ) : templates.isError ? (
        <p className={styles.soft}>
          {t("show.failed")} <Button onClick={() => void templates.refetch()}>{t("refused.retry")}</Button>
        </p>
      ) : (
        <ul className={styles.templates}>
          {templates.data.items.map((template) => (
            <Template
              key={template.format}
              template={template}
              onChoose={() => choose(template.format, template.segments.map(draftOf))}
            />
          ))}
          <OwnTemplates onChoose={({ segments }) => choose("own", segments.map(draftOf))} />
          <li>
            <button
              type="button"
              className={styles.template}
              onClick={() => choose("own", [{ ...emptyDraft, id: 0 }])}
            >
              <strong>{t("show.format.own")}</strong>
              <span className={styles.soft}>{t("show.ownText")}</span>
            </button>
          </li>
        </ul>
      )}
    </Modal>
  );
}

function Template({ template, onChoose }: { template: ShowTemplate; onChoose: () => void }) {
  const { t } = useTranslation();
  const name = useSegmentName();
  return (
    <li>
      <button type="button" className={styles.template} onClick={onChoose}>
        <strong>{t(`show.format.${template.format}`)}</strong>
        <span className={styles.length}>{t("floor.minutes", { count: minutesOf(template.segments) })}</span>
        <span className={styles.soft}>{template.segments.map(name).join(" · ")}</span>
      </button>
    </li>
  );
}

const modes: readonly FloorMode[] = ["free", "chair", "queue", "balanced", "round"];

type EditorProps = AgendaFormProps & {
  format: ShowFormat;
  drafts: readonly Draft[];
  setDrafts: (drafts: readonly Draft[]) => void;
};

function Editor({ format, drafts, setDrafts, live, busy, onPlan }: EditorProps) {
  const { t } = useTranslation();
  const name = useSegmentName();
  const [keepAs, setKeepAs] = useState("");
  const change = (at: number, part: Partial<Draft>) =>
    setDrafts(drafts.map((draft, place) => (place === at ? { ...draft, ...part } : draft)));
  return (
    <Form onSubmit={() => ready(drafts) && onPlan({ format, segments: drafts.map(wishOf) }, keepAs.trim())}>
      <ol className={styles.drafts}>
        {drafts.map((draft, at) => (
          <li key={draft.id} className={styles.draft}>
            {draft.part === "" ? (
              <TextField
                label={t("show.name")}
                value={draft.title}
                maxLength={80}
                onChange={(title) => change(at, { title })}
              />
            ) : (
              <strong className={styles.name}>{name(draft)}</strong>
            )}
            <label className={styles.small}>
              <span>{t("show.minutes")}</span>
              <input
                type="number"
                inputMode="decimal"
                min={0.5}
                max={180}
                step={0.5}
                value={draft.minutes}
                onChange={(event) => change(at, { minutes: Number(event.target.value) })}
              />
            </label>
            <label className={styles.small}>
              <span>{t("floor.title")}</span>
              <select
                value={draft.mode}
                onChange={(event) => change(at, { mode: event.target.value as FloorMode })}
              >
                {modes.map((mode) => (
                  <option key={mode} value={mode}>
                    {t(`floor.mode.${mode}`)}
                  </option>
                ))}
              </select>
            </label>
            {drafts.length > 1 ? (
              <Button
                look="quiet"
                aria-label={t("show.remove", { name: name(draft) || at + 1 })}
                onClick={() => setDrafts(drafts.filter((_, place) => place !== at))}
              >
                <CloseIcon />
              </Button>
            ) : null}
          </li>
        ))}
      </ol>
      <Button
        look="quiet"
        onClick={() =>
          setDrafts([...drafts, { ...emptyDraft, id: Math.max(...drafts.map(({ id }) => id)) + 1 }])
        }
      >
        <PlusIcon />
        {t("show.add")}
      </Button>
      <TextField
        label={t("show.keepAs")}
        hint={t("show.keepHint")}
        value={keepAs}
        maxLength={80}
        onChange={setKeepAs}
      />
      <FormActions>
        <Button look="primary" type="submit" disabled={busy || !ready(drafts)}>
          {live ? t("show.begin") : t("show.set")}
        </Button>
      </FormActions>
    </Form>
  );
}
