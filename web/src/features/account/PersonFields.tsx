import { useTranslation } from "react-i18next";
import { handleOf, looksLikeEmail } from "../../models/handle";
import { TextField } from "../../ui/Field";
import { useHandleCheck } from "./handleCheck";

/** Who somebody wants to be here. */
export interface PersonDraft {
  readonly handle: string;
  readonly displayName: string;
  readonly email: string;
}

export const emptyDraft: PersonDraft = { handle: "", displayName: "", email: "" };

export interface PersonFieldsProps {
  draft: PersonDraft;
  onChange: (draft: PersonDraft) => void;
  /** After a try to send: what is missing is said too. */
  tried: boolean;
  /** What the server said about the handle or the e-mail. */
  refused?: { readonly handle?: string; readonly email?: string };
  withEmail?: boolean;
}

/** Handle, name and e-mail, with the handle looked up as it is typed. */
export function PersonFields({ draft, onChange, tried, refused, withEmail = true }: PersonFieldsProps) {
  const { t } = useTranslation();
  const check = useHandleCheck(draft.handle);
  const handleError =
    refused?.handle ?? check.error ?? (tried && draft.handle === "" ? t("field.handleShort") : undefined);
  const emailError = tried && !looksLikeEmail(draft.email) ? t("field.emailWrong") : refused?.email;
  return (
    <>
      <TextField
        label={t("field.handle")}
        before="@"
        value={draft.handle}
        onChange={(text) => onChange({ ...draft, handle: handleOf(text) })}
        hint={check.hint}
        error={handleError}
        good={handleError ? undefined : check.good}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
      />
      <TextField
        label={t("field.name")}
        value={draft.displayName}
        onChange={(displayName) => onChange({ ...draft, displayName })}
        hint={t("field.nameHint")}
        error={tried && draft.displayName.trim() === "" ? t("field.nameMissing") : undefined}
        autoComplete="name"
        maxLength={60}
      />
      {withEmail ? (
        <TextField
          label={t("field.email")}
          type="email"
          inputMode="email"
          value={draft.email}
          onChange={(email) => onChange({ ...draft, email })}
          hint={t("field.emailHint")}
          error={emailError}
          autoComplete="email"
          spellCheck={false}
        />
      ) : null}
    </>
  );
}

/** Whether the draft may be sent. */
export function isComplete(draft: PersonDraft, withEmail = true): boolean {
  return (
    draft.handle.length >= 3 && draft.displayName.trim() !== "" && (!withEmail || looksLikeEmail(draft.email))
  );
}

/** What the server refused, sorted to the fields; the rest belongs below the form. */
export function refusedFields(error: unknown): { handle?: string; email?: string } | undefined {
  if (!(error instanceof Error) || !("slug" in error)) return undefined;
  const { slug, detail, title } = error as Error & { slug: string; detail: string; title: string };
  if (slug.startsWith("handle-")) return { handle: detail || title };
  return slug === "email-invalid" ? { email: detail || title } : undefined;
}
