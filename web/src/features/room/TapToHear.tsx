import { useTranslation } from "react-i18next";
import { Button } from "../../ui/Button";
import { SoundIcon } from "../../ui/icons";
import styles from "./Room.module.css";

/** For a browser that plays nothing before a tap. */
export function TapToHear({ onTap }: { onTap: () => void }) {
  const { t } = useTranslation();
  return (
    <div className={styles.sound}>
      <Button look="primary" round className={styles.tap} onClick={onTap}>
        <SoundIcon />
        {t("sound.tap")}
      </Button>
      <p>{t("sound.why")}</p>
    </div>
  );
}
