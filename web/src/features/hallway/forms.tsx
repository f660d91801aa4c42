import { useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { keys } from "../../api/keys";
import type { Language, Topic, Visibility } from "../../api/types";
import { languageNames } from "../../i18n/i18n";
import { Button } from "../../ui/Button";
import { Choice } from "../../ui/Choice";
import { Form, FormActions, TextField } from "../../ui/Field";
import { Modal } from "../../ui/Modal";
import { useCalls } from "../session/session";
import { usePreferences } from "../settings/preferences";
import { FormProblem } from "../states/Failed";
import styles from "./forms.module.css";
import { topicOf, useTopics } from "./useHallway";

const titleAtMost = 120;
const topicAtMost = 60;
const visibilities: readonly Visibility[] = ["public", "members", "private"];

export interface FormDialogProps {
  onClose: () => void;
  /** The topic that one came from. */
  topic?: Topic | undefined;
}

/** Title, topic, who may come: one tap further one stands backstage. */
export function OpenRoom({ onClose, topic }: FormDialogProps) {
  const { t } = useTranslation();
  const calls = useCalls();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const about = useAbout(topic);
  const [visibility, setVisibility] = useState<Visibility>("public");
  const { busy, error, run } = useSubmit();
  const submit = () =>
    run(about.complete, async () => {
      const room = await calls.rooms.open({ ...about.draft(), visibility });
      queries.setQueryData(keys.room(room.id), room);
      void queries.invalidateQueries({ queryKey: keys.hallway });
      void navigate(`/r/${room.id}`);
    });
  return (
    <Modal onClose={onClose} title={t("open.title")}>
      <p className={styles.lead}>{t("open.text")}</p>
      <Form onSubmit={submit}>
        <About {...about} tried={error !== null} />
        <Who value={visibility} onChange={setVisibility} />
        <FormProblem error={error === "incomplete" ? null : error} />
        <FormActions>
          <Button onClick={onClose}>{t("open.cancel")}</Button>
          <Button type="submit" look="primary" aria-busy={busy} disabled={busy}>
            {busy ? t("open.going") : t("open.go")}
          </Button>
        </FormActions>
      </Form>
    </Modal>
  );
}

/** Title, topic and a time; the room opens by itself when enough people say that they would come. */
export function ProposeTime({ onClose, topic }: FormDialogProps) {
  const { t } = useTranslation();
  const calls = useCalls();
  const queries = useQueryClient();
  const about = useAbout(topic);
  const [when, setWhen] = useState(() => localMinute(tomorrowEvening(new Date())));
  const { busy, error, run } = useSubmit();
  const late = !(Date.parse(when) > Date.now());
  const submit = () =>
    run(about.complete && !late, async () => {
      await calls.rooms.propose({ ...about.draft(), startsAt: new Date(when).toISOString() });
      await queries.invalidateQueries({ queryKey: keys.hallway });
      onClose();
    });
  return (
    <Modal onClose={onClose} title={t("proposal.title")}>
      <p className={styles.lead}>{t("proposal.textPlain")}</p>
      <Form onSubmit={submit}>
        <About {...about} tried={error !== null} />
        <TextField
          label={t("proposal.when")}
          type="datetime-local"
          value={when}
          min={localMinute(new Date())}
          onChange={setWhen}
          error={error !== null && late ? t("proposal.needTime") : undefined}
        />
        <FormProblem error={error === "incomplete" ? null : error} />
        <FormActions>
          <Button onClick={onClose}>{t("open.cancel")}</Button>
          <Button type="submit" look="primary" aria-busy={busy} disabled={busy}>
            {busy ? t("proposal.going") : t("proposal.go")}
          </Button>
        </FormActions>
      </Form>
    </Modal>
  );
}

function useSubmit() {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const run = async (complete: boolean, deed: () => Promise<void>) => {
    if (busy) return;
    setError(complete ? null : "incomplete");
    if (!complete) return;
    setBusy(true);
    try {
      await deed();
    } catch (failure) {
      setError(failure);
    }
    setBusy(false);
  };
  return { busy, error, run };
}

/** What a room or a proposal is about: kept by its form. */
function useAbout(given: Topic | undefined) {
  const [{ language: own }] = usePreferences();
  const topics = useTopics().data?.items ?? [];
  const [title, setTitle] = useState("");
  const [topic, setTopic] = useState(given?.title ?? "");
  const [language, setLanguage] = useState<Language>(own);
  return {
    title,
    setTitle,
    topic,
    setTopic,
    language,
    setLanguage,
    topics,
    fixed: given !== undefined,
    complete: title.trim() !== "" && topic.trim() !== "",
    draft: () => ({
      title: title.trim(),
      language,
      ...(given ? { topicId: given.id } : topicOf(topic, topics)),
    }),
  };
}

function About(props: ReturnType<typeof useAbout> & { tried: boolean }) {
  const { title, setTitle, topic, setTopic, language, setLanguage, topics, fixed, tried } = props;
  const { t } = useTranslation();
  const list = useId();
  return (
    <>
      <TextField
        label={t("open.name")}
        value={title}
        onChange={setTitle}
        placeholder={t("open.namePlaceholder")}
        maxLength={titleAtMost}
        autoComplete="off"
        data-first
        error={tried && title.trim() === "" ? t("open.needTitle") : undefined}
      />
      {fixed ? null : (
        <TextField
          label={t("open.topic")}
          value={topic}
          onChange={setTopic}
          placeholder={t("open.topicPlaceholder")}
          maxLength={topicAtMost}
          autoComplete="off"
          list={list}
          error={tried && topic.trim() === "" ? t("open.needTopic") : undefined}
        />
      )}
      <datalist id={list}>
        {topics.map((known) => (
          <option key={known.id} value={known.title} />
        ))}
      </datalist>
      <Choice
        legend={t("open.language")}
        options={(Object.keys(languageNames) as Language[]).map((id) => ({ id, label: languageNames[id] }))}
        value={language}
        onChange={setLanguage}
      />
    </>
  );
}

function Who({ value, onChange }: { value: Visibility; onChange: (value: Visibility) => void }) {
  const { t } = useTranslation();
  const name = useId();
  return (
    <fieldset className={styles.who}>
      <legend>{t("open.who")}</legend>
      {visibilities.map((id) => (
        <label key={id} className={styles.whoOption}>
          <input type="radio" name={name} checked={value === id} onChange={() => onChange(id)} />
          <span>
            <strong>{t(`open.${id}`)}</strong>
            <span className={styles.whoText}>{t(`open.${id}Text`)}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function tomorrowEvening(now: Date): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1, 20, 0);
}

/** As `datetime-local` wants it: local time to the minute. */
function localMinute(date: Date): string {
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
