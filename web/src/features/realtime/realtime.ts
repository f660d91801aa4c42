import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useLayoutEffect,
  useRef,
  useSyncExternalStore,
} from "react";
import type { JsonObject } from "../../models/mergePatch";
import type { ChannelListener, ChannelView, Realtime, RealtimeLine } from "../../models/realtime";
import { useMe } from "../session/session";

export const RealtimeContext = createContext<Realtime | null>(null);

/** The page's connection to what changes. */
export function useRealtime(): Realtime {
  const realtime = useContext(RealtimeContext);
  if (!realtime) throw new ReferenceError("no realtime given");
  return realtime;
}

const nothing: ChannelView = { state: null, version: 0, live: false, problem: null };

/** A channel's present view, kept up to date while the component is shown; `null` asks for none. */
export function useChannel<S = JsonObject>(name: string | null): ChannelView<S> {
  const realtime = useRealtime();
  const subscribe = useCallback(
    (changed: () => void) =>
      name === null
        ? () => undefined
        : realtime.subscribe(name, (news) => {
            if (news.kind !== "ephemeral") changed();
          }),
    [realtime, name],
  );
  const view = useSyncExternalStore(subscribe, () => (name === null ? nothing : realtime.view(name)));
  return view as ChannelView<S>;
}

/** Tells every news of a channel to the newest `listener`, ephemeral ones included; `null` listens to none. */
export function useChannelNews(name: string | null, listener: ChannelListener): void {
  const realtime = useRealtime();
  const newest = useRef(listener);
  useEffect(() => {
    newest.current = listener;
  });
  useEffect(
    () => (name === null ? undefined : realtime.subscribe(name, (news, view) => newest.current(news, view))),
    [realtime, name],
  );
}

/** How the connection stands. */
export function useRealtimeLine(): RealtimeLine {
  const realtime = useRealtime();
  return useSyncExternalStore(realtime.onLine, realtime.line);
}

/**
 * Connects anew when somebody else looks at the page than before; used once, at the top of the page. Before anything
 * below listens, or its new connection would be closed at once.
 */
export function useRealtimeStanding(): void {
  const realtime = useRealtime();
  const standing = useMe();
  const who =
    standing.kind === "signedIn"
      ? `${standing.me.id} ${standing.me.state} ${standing.me.operator}`
      : standing.kind;
  const before = useRef<string | null>(null);
  useLayoutEffect(() => {
    if (who === "asking" || who === "failed") return;
    if (before.current !== null && before.current !== who) realtime.restart();
    before.current = who;
  }, [realtime, who]);
}
