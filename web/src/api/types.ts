/** The schemas of the REST contract by their names there, generated from api/openapi.yaml (`npm run types`). */
import type { Door, Invitation, Me, Report, ReportMade, RoomCard, You } from "../../dist-test/contract";

export type * from "../../dist-test/contract";

/** ISO 8601 in UTC. */
export type Time = string;
export type Language = Me["language"];
export type AccountState = Me["state"];
export type DoorName = Door["door"];
export type InvitationState = Invitation["state"];
/** What a person may report. */
export type ReportKind = ReportMade["kind"];
export type ReportDecision = NonNullable<Report["decision"]>;
export type RoomPhase = RoomCard["phase"];
export type RoomRole = You["role"];
export type Visibility = RoomCard["visibility"];

export interface Page<T> {
  readonly items: readonly T[];
  readonly next?: string;
}
