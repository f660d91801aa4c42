import { lazy, Suspense, useEffect, useRef } from "react";
import { Route, Routes, useLocation, useNavigationType } from "react-router";
import { Gate, Waiting as WaitingFrame } from "./guards";
import { Missing } from "./Missing";

// Each page is a chunk of its own; what all of them need is in the first one.
const Start = lazy(() => import("./Start"));
const Live = lazy(() => import("./Live"));
const Setup = lazy(() => import("./Setup"));
const SignIn = lazy(() => import("./SignIn"));
const Waiting = lazy(() => import("./Waiting"));
const Invite = lazy(() => import("./Invite"));
const PassPage = lazy(() => import("./PassPage"));
const RoomPage = lazy(() => import("./RoomPage"));
const ProfilePage = lazy(() => import("./ProfilePage"));
const TopicPage = lazy(() => import("./TopicPage"));
const InvitationsPage = lazy(() => import("./InvitationsPage"));
const SettingsPage = lazy(() => import("./SettingsPage"));
const ConsolePage = lazy(() => import("./ConsolePage"));

/** The route table: the paths that the server answers with this page, and who may see each. */
export function Places() {
  useArrival();
  return (
    <Suspense fallback={<WaitingFrame />}>
      <Routes>
        <Route path="/" element={<Start />} />
        <Route path="/live" element={<Live />} />
        <Route path="/setup" element={<Setup />} />
        <Route path="/sign-in" element={<SignIn />} />
        <Route path="/invite" element={<Invite />} />
        <Route path="/pass" element={<PassPage />} />
        <Route path="/r/:id" element={<RoomPage />} />
        <Route element={<Gate needs="signedIn" />}>
          <Route path="/waiting" element={<Waiting />} />
          <Route path="/settings" element={<SettingsPage />} />
        </Route>
        <Route element={<Gate needs="member" />}>
          <Route path="/u/:handle" element={<ProfilePage />} />
          <Route path="/topics/:id" element={<TopicPage />} />
          <Route path="/invitations" element={<InvitationsPage />} />
        </Route>
        <Route element={<Gate needs="operator" />}>
          <Route path="/console" element={<ConsolePage />} />
        </Route>
        <Route path="*" element={<Missing />} />
      </Routes>
    </Suspense>
  );
}

/** A new place starts at its top, and the keyboard and the screen reader start with it. Going back keeps both. */
function useArrival(): void {
  const { pathname } = useLocation();
  const how = useNavigationType();
  const before = useRef(pathname);
  useEffect(() => {
    if (before.current === pathname) return;
    before.current = pathname;
    if (how === "POP") return;
    window.scrollTo(0, 0);
    const main = document.getElementById("main");
    if (!main?.contains(document.activeElement)) main?.focus({ preventScroll: true });
  }, [pathname, how]);
}
