import { useTranslation } from "react-i18next";
import type { Question } from "../../api/types";
import { Button } from "../../ui/Button";
import { Popover, PopoverItem } from "../../ui/Popover";
import type { VisitProps } from "../room/VisitScreen";
import type { QuestionDeeds } from "./useQuestions";

/** Marks where an answer begins: by whose turn it is, else by whom the host names. */
export function AnswerButton({
  question,
  deeds,
  view,
}: VisitProps & { question: Question; deeds: Pick<QuestionDeeds, "begin"> }) {
  const { t } = useTranslation();
  const { stage, floor, pending } = view;
  const busy = pending.has("question:answer");
  const speaker = floor.turn && !floor.turn.offered ? floor.turn.identity : null;
  if (speaker !== null || stage.length < 2) {
    return (
      <Button disabled={busy} onClick={() => deeds.begin(question, speaker ?? undefined)}>
        {t("questions.answer")}
      </Button>
    );
  }
  return (
    <Popover
      label={t("questions.whoAnswers")}
      trigger={<Button disabled={busy}>{t("questions.answer")}</Button>}
    >
      {stage.map(({ id, name }) => (
        <PopoverItem key={id} onSelect={() => deeds.begin(question, id)}>
          {t("questions.answeredBy", { name })}
        </PopoverItem>
      ))}
    </Popover>
  );
}
