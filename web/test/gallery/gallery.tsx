import { createRoot } from "react-dom/client";
import { MemoryRouter } from "react-router";
import { RoomScreen } from "../../src/features/room/RoomScreen";
import { PreferenceContext } from "../../src/features/settings/preferences";
import { SettingsDialog } from "../../src/features/settings/SettingsDialog";
import { startTexts } from "../../src/i18n/i18n";
import { PreferenceStore } from "../../src/models/preferences";
import type { RoomActions } from "../../src/models/room";
import { useAppearance } from "../../src/routes/App";
import { fixtures } from "./fixtures";
import { hallStates } from "./hall";
import "../../src/ui/tokens.css";
import "../../src/ui/base.css";

const query = new URLSearchParams(location.search);
const state = query.get("state") ?? "mic-off";
const preferences = new PreferenceStore(null, [query.get("lang") ?? "en"]);
preferences.change({ theme: query.get("theme") === "dark" ? "dark" : "light" });
await startTexts(preferences.current().language);

const nothing = () => undefined;
const actions: RoomActions = {
  retry: nothing,
  tapToHear: nothing,
  prepareMic: nothing,
  notNow: nothing,
  goLive: nothing,
  stepDown: nothing,
  toggleMute: nothing,
  hold: nothing,
  chooseDevice: nothing,
  suppressNoise: nothing,
  hearYourself: nothing,
  leave: nothing,
  comeBack: nothing,
  level: () => 0.6,
};

function Gallery() {
  useAppearance();
  const hall = hallStates[state];
  if (hall) return hall();
  const view = fixtures[state];
  if (state === "settings") {
    return (
      <main>
        <h1 className="visually-hidden">{state}</h1>
        <SettingsDialog open onOpenChange={nothing} />
      </main>
    );
  }
  return view ? <RoomScreen view={view} actions={actions} /> : null;
}

const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <PreferenceContext value={preferences}>
      {state in hallStates ? (
        <Gallery />
      ) : (
        <MemoryRouter>
          <Gallery />
        </MemoryRouter>
      )}
    </PreferenceContext>,
  );
}
