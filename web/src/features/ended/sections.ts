import type { ComponentType } from "react";
import type { You } from "../../api/types";
import type { RoomHead } from "../../models/roomScene";
import { CommentsSection } from "../mark/CommentsSection";
import { MinutesSection } from "../mark/MinutesSection";
import { ReactionsSection } from "../mark/ReactionsSection";
import { LedgerSection } from "../question/LedgerSection";
import { ReportSection } from "../show/ReportSection";
import { TextSection } from "../text/TextSection";

/** What a section of the ended room's page is given. */
export interface SectionProps {
  /** The room as it ended; `liveAt` is second 0 of everything in it. */
  readonly room: RoomHead;
  /** Who looks at it; null while unknown. */
  readonly you: You | null;
  readonly signedIn: boolean;
  /** Plays the recording from this second of the room; null when there is nothing to play. */
  readonly play: ((atSeconds: number) => void) | null;
}

/** What remains of a room, in this order, below its recording. Each draws nothing when there is nothing of its kind. */
export const sections: readonly ComponentType<SectionProps>[] = [
  LedgerSection,
  MinutesSection,
  ReactionsSection,
  CommentsSection,
  TextSection,
  ReportSection,
];
