import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/Button";
import { Time } from "../../ui/Time";
import type { VisitProps } from "../room/VisitScreen";
import { useCalls } from "../session/session";
import styles from "./Pass.module.css";

/** For hosts of public rooms: a link that puts one person without an account on the stage. */
export function PassPanel({ view, actions }: VisitProps) {
  const { t } = useTranslation();
  const { passes } = useCalls();
  const [pass, setPass] = useState<{ readonly link: string; readonly expiresAt: string } | null>(null);
  const [copied, setCopied] = useState(false);
  const { head, pending } = view;
  if (head?.visibility !== "public") return null;
  const make = () =>
    actions.run("pass", async () => {
      const { code, expiresAt } = await passes.make(head.id);
      setCopied(false);
      setPass({ link: `${location.origin}/pass#${code}`, expiresAt });
    });
  const withdraw = () =>
    actions.run("withdrawPasses", async () => {
      await passes.withdraw(head.id);
      setPass(null);
    });
  const copy = (link: string) => {
    // Absent on plain HTTP off this machine; the link can be selected by hand.
    navigator.clipboard?.writeText(link).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  if (pass === null) {
    return (
      <Button look="quiet" disabled={pending.has("pass")} onClick={() => void make()}>
        {t("pass.make")}
      </Button>
    );
  }
  return (
    <section className={styles.panel} aria-labelledby="pass">
      <h3 id="pass">{t("pass.title")}</h3>
      <p className={styles.note}>
        {t("pass.once")} <Time at={pass.expiresAt} look="moment" />
      </p>
      <input
        className={styles.link}
        readOnly
        value={pass.link}
        aria-label={t("pass.link")}
        onFocus={(event) => event.target.select()}
      />
      <div className={styles.deeds}>
        <Button look="primary" onClick={() => copy(pass.link)}>
          {copied ? t("pass.copied") : t("pass.copy")}
        </Button>
        <Button disabled={pending.has("pass")} onClick={() => void make()}>
          {t("pass.another")}
        </Button>
        <Button look="quiet" disabled={pending.has("withdrawPasses")} onClick={() => void withdraw()}>
          {t("pass.withdraw")}
        </Button>
      </div>
    </section>
  );
}
