import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { counted, lately, mayMark, type Reaction, reactions } from "../../models/marks";
import { Button } from "../../ui/Button";
import { StarIcon } from "../../ui/icons";
import type { VisitProps } from "../room/VisitScreen";
import { useCalls } from "../session/session";
import styles from "./ReactionBar.module.css";

/** How long a press shows, and how long counts are of now. */
const shownForMs = 3_000;
const latelyForMs = 10_000;

/** A word without a voice: four reactions and a star, a tap each. The stage sees how many pressed what lately. */
export function ReactionBar({ view, actions }: VisitProps) {
  const { t } = useTranslation();
  const { marks } = useCalls();
  const [pressed, press] = usePressed();
  const { media, head, you, floor } = view;
  const { mic } = media;
  // Whoever is heard says it aloud: the bar is theirs and the microphone's.
  const heard = mic.kind === "live" && !mic.muted && !mic.held && !floor.silent;
  if (!mayMark(view) || mic.kind === "preview" || mic.kind === "starting") return null;
  const id = head?.id ?? "";
  const react = (kind: Reaction) => {
    press(kind);
    void actions.run(`react:${kind}`, () => marks.react(id, kind));
  };
  const star = () => {
    press("useful");
    void actions.run("mark:useful", () => marks.mark(id, { kind: "useful" }));
  };
  return (
    <div className={styles.thumb}>
      {you?.seat ? <Lately view={view} /> : null}
      <fieldset className={styles.row} hidden={heard}>
        <legend className="visually-hidden">{t("mark.reactions")}</legend>
        {reactions.map((kind) => (
          <Button
            key={kind}
            look="quiet"
            className={styles.reaction}
            data-pressed={pressed.has(kind)}
            aria-pressed={pressed.has(kind)}
            onClick={() => react(kind)}
          >
            {t(`mark.reaction.${kind}`)}
          </Button>
        ))}
        <Button
          look="quiet"
          className={styles.reaction}
          data-pressed={pressed.has("useful")}
          aria-pressed={pressed.has("useful")}
          aria-label={t("mark.star")}
          title={t("mark.star")}
          onClick={star}
        >
          <StarIcon />
        </Button>
      </fieldset>
    </div>
  );
}

/** What the audience said lately, for those who speak. */
function Lately({ view }: Pick<VisitProps, "view">) {
  const { t } = useTranslation();
  const told = lately(view);
  const [old, setOld] = useState<unknown>(null);
  useEffect(() => {
    const timer = setTimeout(() => setOld(told?.second ?? null), latelyForMs);
    return () => clearTimeout(timer);
  }, [told?.second]);
  const words = told === null || told.second === old ? [] : counted.filter((kind) => told[kind] > 0);
  return (
    <p className={styles.lately} role="status">
      {told === null ? "" : words.map((kind) => t(`mark.lately.${kind}`, { count: told[kind] })).join(" · ")}
    </p>
  );
}

/** What one pressed a moment ago. */
function usePressed(): [ReadonlySet<string>, (what: string) => void] {
  const [pressed, setPressed] = useState<ReadonlySet<string>>(new Set());
  const press = (what: string) => {
    setPressed((now) => new Set([...now, what]));
    setTimeout(() => setPressed((now) => new Set([...now].filter((one) => one !== what))), shownForMs);
  };
  return [pressed, press];
}
