import { useTranslation } from "react-i18next";
import { Navigate, Outlet, useLocation } from "react-router";
import { type Standing, useMe } from "../features/session/session";
import { Shell } from "../features/shell/Shell";
import { Failed } from "../features/states/Failed";
import { SkeletonRows } from "../ui/Skeleton";
import { Missing } from "./Missing";

/** Who a page is for. */
export type Needs = "signedIn" | "member" | "operator";

/** Lets in whom the pages below are for, and leads everybody else to where they can go on. */
export function Gate({ needs }: { needs: Needs }) {
  const standing = useMe();
  const { pathname } = useLocation();
  switch (standing.kind) {
    case "asking":
    case "failed":
      return <NotYet standing={standing} />;
    case "anonymous":
      return <Navigate to={`/sign-in?then=${encodeURIComponent(pathname)}`} replace />;
    case "signedIn": {
      const { state, operator } = standing.me;
      if (needs !== "signedIn" && state !== "active") return <Navigate to="/waiting" replace />;
      return needs === "operator" && !operator ? <Missing /> : <Outlet />;
    }
  }
}

/** Before it is known who looks at the page, or when that cannot be had. */
export function NotYet({ standing }: { standing: Extract<Standing, { kind: "asking" | "failed" }> }) {
  if (standing.kind === "asking") return <Waiting />;
  return (
    <Shell>
      <Failed level={1} error={standing.problem} again={standing.again} />
    </Shell>
  );
}

/** The frame of a page whose contents are on their way. */
export function Waiting() {
  const { t } = useTranslation();
  return (
    <Shell>
      <h1 className="visually-hidden">{t("common.loading")}</h1>
      <SkeletonRows />
    </Shell>
  );
}

/** Where to go after signing in: a path of this page only, whatever the address says. */
export function pathAfter(search: string): string {
  const then = new URLSearchParams(search).get("then") ?? "/";
  return /^\/(?![/\\])/.test(then) ? then : "/";
}
