import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { keys } from "../../api/keys";
import type { VisitView } from "../../models/roomScene";
import { useCalls } from "../session/session";

/** Those whom the visitor of a room blocked; nobody else can tell. */
export function useBlocked({ signedIn, you }: Pick<VisitView, "signedIn" | "you">): ReadonlySet<string> {
  const { me } = useCalls();
  const { data } = useQuery({
    queryKey: keys.blocks,
    queryFn: ({ signal }) => me.blocks(signal),
    enabled: signedIn && you !== null && you.role !== "guest",
  });
  return useMemo(() => new Set(data?.items.map(({ id }) => id)), [data]);
}
