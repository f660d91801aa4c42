import { lazy } from "react";
import { Navigate } from "react-router";
import { useMe } from "../features/session/session";
import { NotYet } from "./guards";

const Landing = lazy(() => import("./Landing"));
const HallwayPage = lazy(() => import("./HallwayPage"));

/** `/`: the hallway for members, where one waits for reserved people, the door for everybody else. */
export default function Start() {
  const standing = useMe();
  switch (standing.kind) {
    case "asking":
    case "failed":
      return <NotYet standing={standing} />;
    case "anonymous":
      return <Landing />;
    case "signedIn":
      return standing.me.state === "active" ? <HallwayPage /> : <Navigate to="/waiting" replace />;
  }
}
