import { useTranslation } from "react-i18next";
import { Button } from "../../ui/Button";
import styles from "./Failed.module.css";
import { useProblemText } from "./problems";

export interface FailedProps {
  error: unknown;
  again?: () => void;
  /** Of the heading: 1 when this is all there is on the page. */
  level?: 1 | 2;
}

/** In the place of what could not be had: what happened, and one way on. */
export function Failed({ error, again, level = 2 }: FailedProps) {
  const { t } = useTranslation();
  const { title, detail, requestId } = useProblemText()(error);
  const Heading = `h${level}` as const;
  return (
    <div className={styles.failed} role="alert">
      <Heading>{title}</Heading>
      <p>{detail}</p>
      {again ? <Button onClick={again}>{t("common.retry")}</Button> : null}
      {requestId ? <small>{t("common.request", { id: requestId })}</small> : null}
    </div>
  );
}

/** Under a form: why it was not accepted. Keeps quiet until there is something. */
export function FormProblem({ error }: { error: unknown }) {
  const { t } = useTranslation();
  const text = useProblemText();
  if (!error) return null;
  const { title, detail, requestId } = text(error);
  return (
    <div className={styles.form} role="alert">
      <p>
        <strong>{title}</strong> {detail}
      </p>
      {requestId ? <small>{t("common.request", { id: requestId })}</small> : null}
    </div>
  );
}
