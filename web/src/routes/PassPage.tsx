import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Navigate, useLocation, useNavigate } from "react-router";
import { isProblem } from "../api/problem";
import { PassLetter } from "../features/pass/PassLetter";
import { useCalls, useMe } from "../features/session/session";
import { Shell } from "../features/shell/Shell";
import { Failed } from "../features/states/Failed";
import { ButtonLink } from "../ui/Button";
import { Empty } from "../ui/Empty";
import { SkeletonRows } from "../ui/Skeleton";

/** `/pass#<code>`: onto a stage without an account. */
export default function PassPage() {
  const { t } = useTranslation();
  const { hash } = useLocation();
  const navigate = useNavigate();
  const { passes } = useCalls();
  const standing = useMe();
  const code = hash.slice(1);
  const shown = useQuery({
    queryKey: ["pass", code],
    queryFn: () => passes.look(code),
    refetchOnWindowFocus: false,
  });
  // Members need none: they raise a hand.
  if (standing.kind === "signedIn" && shown.data) return <Navigate to={`/r/${shown.data.room.id}`} replace />;
  const content = () => {
    if (shown.data) {
      return (
        <PassLetter
          code={code}
          shown={shown.data}
          onSeat={(roomId) => void navigate(`/r/${roomId}`, { replace: true })}
        />
      );
    }
    if (isProblem(shown.error, "pass-dead")) {
      return (
        <Empty
          level={1}
          title={t("pass.deadTitle")}
          action={<ButtonLink to="/">{t("pass.home")}</ButtonLink>}
        >
          {t("pass.dead")}
        </Empty>
      );
    }
    if (shown.error) return <Failed level={1} error={shown.error} again={() => void shown.refetch()} />;
    return <SkeletonRows />;
  };
  return <Shell title={shown.data?.room.title}>{content()}</Shell>;
}
