import { useTranslation } from "react-i18next";
import { PasskeyError } from "../../models/passkeys";
import { Button } from "../../ui/Button";
import { KeyIcon } from "../../ui/icons";
import { FormProblem } from "../states/Failed";
import styles from "./PasskeyStep.module.css";
import { useNewPasskey } from "./passkeys";

/** Offers a passkey right after somebody came in, in one step. */
export function PasskeyStep({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const make = useNewPasskey(onDone);
  const trouble = make.error instanceof PasskeyError ? make.error.trouble : null;
  return (
    <section className={styles.step}>
      <span className={styles.sign}>
        <KeyIcon />
      </span>
      <h2>{t("passkey.title")}</h2>
      <p>{t("passkey.text")}</p>
      {trouble === "already" || trouble === "failed" ? <p role="alert">{t(`passkey.${trouble}`)}</p> : null}
      {make.error && trouble === null ? <FormProblem error={make.error} /> : null}
      <div className={styles.actions}>
        <Button look="primary" aria-busy={make.isPending} onClick={() => make.mutate()}>
          {t("passkey.create")}
        </Button>
        <Button look="quiet" onClick={onDone}>
          {t("passkey.later")}
        </Button>
      </div>
    </section>
  );
}
