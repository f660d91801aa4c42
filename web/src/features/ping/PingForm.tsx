import { useTranslation } from "react-i18next";
import { useToasts } from "../../ui/Toasts";
import { HandleForm } from "../room/HandleForm";
import type { VisitProps } from "../room/VisitScreen";
import { useCalls } from "../session/session";

/** Calls a member into the room by handle; the server says when that was done before. */
export function PingForm({ view, actions }: VisitProps) {
  const { t } = useTranslation();
  const { hosting } = useCalls();
  const toasts = useToasts();
  return (
    <HandleForm
      label={t("ping.whom")}
      go={t("ping.go")}
      send={(handle) => {
        void actions
          .run(`ping:${handle}`, () => hosting.ping(view.head?.id ?? "", handle))
          .then((done) => {
            if (done) toasts.show({ text: t("ping.sent", { name: handle }) });
          });
      }}
    />
  );
}
