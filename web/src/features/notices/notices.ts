import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { keys } from "../../api/keys";
import type { Notice } from "../../api/types";
import { useChannel, useChannelNews } from "../realtime/realtime";
import { useCalls, useMe } from "../session/session";

interface AccountState {
  readonly notices?: Readonly<Record<string, Notice>>;
}

/** Without the live channel the notices are asked for now and then. */
const renewMs = 30_000;

/** The notices of the person signed in, newest first; kept by the channel of their account. */
export function useNotices() {
  const calls = useCalls();
  const queries = useQueryClient();
  const standing = useMe();
  const channel = standing.kind === "signedIn" ? `account:${standing.me.id}` : null;
  const { state, live } = useChannel<AccountState>(channel);
  useEffect(() => {
    const told = state?.notices;
    if (!told) return;
    const items = Object.values(told).sort((one, other) => (one.at < other.at ? 1 : -1));
    queries.setQueryData(keys.notices, { items });
  }, [state, queries]);
  useChannelNews(channel, (news) => {
    // What an account may do changed: letting in, suspension, credits.
    if (news.kind === "event" && "me" in news.patch) void queries.invalidateQueries({ queryKey: keys.me });
  });
  return useQuery({
    queryKey: keys.notices,
    queryFn: ({ signal }) => calls.me.notices(signal),
    enabled: channel !== null,
    refetchInterval: live ? false : renewMs,
  });
}
