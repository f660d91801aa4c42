import { QueryClient, useQuery, useQueryClient } from "@tanstack/react-query";
import { createContext, useCallback, useContext } from "react";
import type { Calls } from "../../api/calls";
import { keys } from "../../api/keys";
import { ApiProblem, isProblem } from "../../api/problem";
import type { Community, Me } from "../../api/types";

export const CallsContext = createContext<Calls | null>(null);

/** The routes of the API. */
export function useCalls(): Calls {
  const calls = useContext(CallsContext);
  if (!calls) throw new ReferenceError("no calls given");
  return calls;
}

/**
 * Answers are kept while one moves between places, and asked again when the window comes back. What may pass by itself
 * is tried twice more; a refusal never is.
 */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 20_000,
        gcTime: 10 * 60_000,
        // Offline is a state that the page shows, not one in which it waits.
        networkMode: "always",
        retry: (count, error) => count < 2 && error instanceof ApiProblem && error.passing,
        retryDelay: (count) => 500 * 2 ** count,
      },
      mutations: { networkMode: "always", retry: false },
    },
  });
}

/**
 * For what every page needs. Pages that come and go must not ask again each time (each failure would draw another page,
 * which would ask again); a failure is tried again now and then, so that the page heals by itself.
 */
const healing = {
  retryOnMount: false,
  refetchInterval: ({ state }: { state: { status: string } }) => (state.status === "error" ? 5_000 : false),
} as const;

/** Who is looking at the page. */
export type Standing =
  | { readonly kind: "asking" }
  | { readonly kind: "failed"; readonly problem: Error; readonly again: () => void }
  | { readonly kind: "anonymous" }
  | { readonly kind: "signedIn"; readonly me: Me };

/** The person at this browser, kept for the whole page. */
export function useMe(): Standing {
  const calls = useCalls();
  const answer = useQuery<Me | null>({
    queryKey: keys.me,
    queryFn: async ({ signal }) => (await calls.me.visitor(signal)).me ?? null,
    staleTime: 60_000,
    ...healing,
  });
  if (answer.data) return { kind: "signedIn", me: answer.data };
  if (answer.data === null) return { kind: "anonymous" };
  if (answer.errorUpdateCount > 0) {
    // While it is asked again there is no error any more, and still no answer: the page must not flicker.
    const problem = answer.error ?? new ApiProblem({ kind: "unreachable" });
    return { kind: "failed", problem, again: () => void answer.refetch() };
  }
  return { kind: "asking" };
}

/** The person at this browser, on pages that a guard opened for signed-in people only. */
export function useSignedIn(): Me {
  const standing = useMe();
  if (standing.kind !== "signedIn") throw new ReferenceError("this page needs somebody signed in");
  return standing.me;
}

/** The community's name, picture and rules; null until known. */
export function useCommunity(): Community | null {
  const calls = useCalls();
  const answer = useQuery({
    queryKey: keys.community,
    queryFn: ({ signal }) => calls.identity.community(signal),
    staleTime: 5 * 60_000,
    ...healing,
  });
  return answer.data ?? null;
}

/** Tells the page who signed in; everything that somebody else saw is forgotten. */
export function useSignedInAs(): (me: Me) => void {
  const queries = useQueryClient();
  return useCallback(
    (me: Me) => {
      forget(queries);
      queries.setQueryData(keys.me, me);
    },
    [queries],
  );
}

/** Ends this session; the page is then as for a stranger. Rejects when the server could not be told. */
export function useSignOut(): () => Promise<void> {
  const calls = useCalls();
  const queries = useQueryClient();
  return useCallback(async () => {
    try {
      await calls.identity.signOut();
    } catch (error) {
      if (!isProblem(error, "not-signed-in")) throw error;
    }
    forget(queries);
    queries.setQueryData(keys.me, null);
  }, [calls, queries]);
}

function forget(queries: QueryClient): void {
  queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== "community" && queryKey[0] !== "me" });
  queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] === "me" && queryKey.length > 1 });
}
