import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { ApiProblem } from "../../api/problem";
import { useToasts } from "../../ui/Toasts";

export interface ProblemText {
  readonly title: string;
  readonly detail: string;
  readonly requestId: string | null;
}

/** The words for whatever went wrong: the server's own where it refused, the page's where it could not be asked. */
export function useProblemText(): (error: unknown) => ProblemText {
  const { t } = useTranslation();
  return useCallback(
    (error) => {
      const problem = error instanceof ApiProblem ? error : new ApiProblem({ kind: "broken" });
      const { kind, title, detail, requestId } = problem;
      if (kind === "refused" && title !== "") return { title, detail, requestId };
      const own = kind === "refused" ? "broken" : kind;
      return { title: t(`problem.${own}.title`), detail: t(`problem.${own}.detail`), requestId };
    },
    [t],
  );
}

/** Shows a failed action as a toast. */
export function useTell(): (error: unknown) => void {
  const text = useProblemText();
  const toasts = useToasts();
  return useCallback(
    (error) => {
      const { title, detail } = text(error);
      toasts.show({ text: detail || title, look: "wrong", seconds: 8 });
    },
    [text, toasts],
  );
}
