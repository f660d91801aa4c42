import { createContext, useContext, useEffect, useState, useSyncExternalStore } from "react";
import { MicError } from "../../models/microphone";
import { RecorderSession, type RecorderState, type VoiceRecorder } from "../../models/recorder";

/** The browser's recorder; where none is given, nothing can be recorded. */
export const RecorderContext = createContext<VoiceRecorder>({
  start: () => Promise.reject(new MicError("unsupported")),
});

/** A recorder for one place, and what it does now. */
export function useRecorder(maxSeconds: number): [RecorderState, RecorderSession] {
  const recorder = useContext(RecorderContext);
  const [session] = useState(
    () => new RecorderSession({ recorder, maxSeconds, now: () => performance.now() }),
  );
  useEffect(() => () => session.clear(), [session]);
  return [useSyncExternalStore(session.subscribe, session.state), session];
}
