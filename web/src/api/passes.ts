import type { ApiClient } from "./client";
import type { PassMade, PassShown, PassUsed } from "./types";

/** The routes of speaker passes. */
export function passes(api: ApiClient) {
  const room = (id: string) => `/api/rooms/${encodeURIComponent(id)}/passes`;
  return {
    make: (id: string) => api.post<PassMade>(room(id)),
    withdraw: (id: string) => api.delete<void>(room(id)),
    look: (code: string) => api.post<PassShown>("/api/passes/look", { code }),
    use: (code: string, name: string) => api.post<PassUsed>("/api/passes/use", { code, name }),
  };
}
