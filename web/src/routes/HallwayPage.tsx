import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useLocation, useNavigate } from "react-router";
import { Hallway } from "../features/hallway/Hallway";
import { Shell } from "../features/shell/Shell";
import { useToasts } from "../ui/Toasts";

/** `/` for members. Whoever comes out of a room may go back in with one tap. */
export default function HallwayPage() {
  const { t } = useTranslation();
  const { state } = useLocation();
  const navigate = useNavigate();
  const toasts = useToasts();
  const left = state !== null && typeof state === "object" ? (state as { left?: string }).left : undefined;
  useEffect(() => {
    if (left === undefined) return;
    void navigate("/", { replace: true, state: null });
    toasts.undoable({
      text: t("toast.left"),
      commit: () => undefined,
      undo: () => void navigate(`/r/${left}`),
    });
  }, [left, navigate, toasts, t]);
  return (
    <Shell width="wide">
      <Hallway />
    </Shell>
  );
}
