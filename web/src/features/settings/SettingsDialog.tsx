import { useTranslation } from "react-i18next";
import { Modal } from "../../ui/Modal";
import { PageChoices } from "./PageChoices";

/** What this browser keeps, for pages without a settings page. Opened by its button or by the help key. */
export function SettingsDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal title={t("settings.title")} onClose={onClose}>
      <PageChoices />
    </Modal>
  );
}
