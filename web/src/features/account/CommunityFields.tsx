import { useTranslation } from "react-i18next";
import { TextArea, TextField } from "../../ui/Field";

/** What a community says of itself. */
export interface CommunityDraft {
  readonly name: string;
  readonly description: string;
  readonly rules: string;
}

export function CommunityFields(props: {
  draft: CommunityDraft;
  onChange: (draft: CommunityDraft) => void;
  tried: boolean;
}) {
  const { t } = useTranslation();
  const { draft, onChange, tried } = props;
  return (
    <>
      <TextField
        label={t("setup.communityName")}
        value={draft.name}
        onChange={(name) => onChange({ ...draft, name })}
        hint={t("setup.communityNameHint")}
        error={tried && draft.name.trim() === "" ? t("setup.communityNameMissing") : undefined}
        autoComplete="organization"
        maxLength={60}
      />
      <TextArea
        label={t("setup.description")}
        value={draft.description}
        onChange={(description) => onChange({ ...draft, description })}
        hint={t("setup.descriptionHint")}
        rows={2}
        maxLength={300}
      />
      <TextArea
        label={t("setup.rules")}
        value={draft.rules}
        onChange={(rules) => onChange({ ...draft, rules })}
        hint={t("setup.rulesHint")}
        rows={4}
        maxLength={4000}
      />
    </>
  );
}
