import { useEffect } from "react";
import { createRoot, type Root } from "react-dom/client";
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

const preferences = new PreferenceStore(null, navigator.languages);
preferences.follow(window);
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

function Gallery({ state }: { state: string }) {
  useAppearance();
  useEffect(() => {
    document.documentElement.dataset.place = location.hash.slice(1);
  }, []);
  const hall = hallStates[state];
  if (hall) return hall();
  const view = fixtures[state];
  if (state === "settings") {
    return (
      <main>
        <h1 className="visually-hidden">{state}</h1>
        <SettingsDialog onClose={nothing} />
      </main>
    );
  }
  return view ? <RoomScreen view={view} actions={actions} /> : null;
}

let root: Root | null = null;

/** Begins anew with the state that the address names (#state:picture), so that nothing of the last one is left. */
function show() {
  const place = document.getElementById("root");
  const state = location.hash.slice(1).split(":")[0] ?? "";
  root?.unmount();
  if (!place || state === "") return;
  root = createRoot(place);
  root.render(
    <PreferenceContext value={preferences}>
      {state in hallStates ? (
        <Gallery state={state} />
      ) : (
        <MemoryRouter>
          <Gallery state={state} />
        </MemoryRouter>
      )}
    </PreferenceContext>,
  );
}

window.addEventListener("hashchange", show);
show();
