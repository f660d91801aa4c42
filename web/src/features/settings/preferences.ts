import { createContext, useContext, useSyncExternalStore } from "react";
import { PreferenceStore, type Preferences } from "../../models/preferences";

export const PreferenceContext = createContext<PreferenceStore>(new PreferenceStore(null, []));

export function usePreferences(): [Preferences, PreferenceStore] {
  const store = useContext(PreferenceContext);
  return [useSyncExternalStore(store.subscribe, store.current), store];
}
