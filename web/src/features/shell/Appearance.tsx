import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/Button";
import { TuneIcon } from "../../ui/icons";

const SettingsDialog = lazy(async () => ({
  default: (await import("../settings/SettingsDialog")).SettingsDialog,
}));

/** Language and appearance for whoever has no settings page yet. */
export function Appearance() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button look="quiet" aria-label={t("settings.open")} onClick={() => setOpen(true)}>
        <TuneIcon />
      </Button>
      {open ? (
        <Suspense>
          <SettingsDialog onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
