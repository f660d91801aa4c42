import { QueryClientProvider } from "@tanstack/react-query";
import { createRoot } from "react-dom/client";
import { makeCalls } from "./api/calls";
import { ApiClient } from "./api/client";
import { RealtimeContext } from "./features/realtime/realtime";
import { RecorderContext } from "./features/recorder/recorder";
import { CallsContext, makeQueryClient } from "./features/session/session";
import { PreferenceContext } from "./features/settings/preferences";
import { startTexts } from "./i18n/i18n";
import { PreferenceStore } from "./models/preferences";
import { browserRealtime } from "./models/realtime";
import { App } from "./routes/App";
import { type BrowserParts, PartsContext } from "./routes/parts";
import { ToneEarcons } from "./rtc/earcons";
import { AudioClock } from "./rtc/levels";
import { BrowserMicrophone } from "./rtc/microphone";
import { BrowserRecorder } from "./rtc/recorder";
import "./ui/tokens.css";
import "./ui/base.css";

const preferences = new PreferenceStore(storage(), navigator.languages);
preferences.follow(window);
const clock = new AudioClock();
const earcons = new ToneEarcons(clock, preferences);
const microphone = new BrowserMicrophone(clock);
clock.wakeWith(document);
const calls = makeCalls(new ApiClient({ language: () => preferences.current().language }));
const queries = makeQueryClient();
const realtime = browserRealtime();

const makeParts = (): BrowserParts => ({
  makeStage: async (sink) => {
    if (typeof RTCPeerConnection === "undefined") return null;
    const { LiveKitStage } = await import("./rtc/stage");
    return new LiveKitStage(clock, sink);
  },
  microphone,
  preferences,
  earcons,
});

const root = document.getElementById("root");
if (root) {
  await startTexts(preferences.current().language);
  createRoot(root).render(
    <PreferenceContext value={preferences}>
      <QueryClientProvider client={queries}>
        <CallsContext value={calls}>
          <RealtimeContext value={realtime}>
            <PartsContext value={makeParts}>
              <RecorderContext value={new BrowserRecorder(clock)}>
                <App />
              </RecorderContext>
            </PartsContext>
          </RealtimeContext>
        </CallsContext>
      </QueryClientProvider>
    </PreferenceContext>,
  );
}

function storage(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    // A browser may forbid storage altogether; choices then last as long as the page.
    return null;
  }
}
