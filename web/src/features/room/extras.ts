import type { ParseKeys } from "i18next";
import type { ComponentType } from "react";
import { linesSoFar, pinsOf } from "../../models/marks";
import { questionScene } from "../../models/questions";
import type { VisitView } from "../../models/roomScene";
import { BlockedBanner } from "../blocked/BlockedBanner";
import { Disclosures, HatBanner, HatHandle, HatLine } from "../hat/HatBanner";
import { CatchUpCard } from "../mark/CatchUpCard";
import { CommentsTab } from "../mark/CommentsTab";
import { NotesTab } from "../mark/NotesTab";
import { ReactionBar } from "../mark/ReactionBar";
import { SourceBanner } from "../mark/SourceBanner";
import { PassPanel } from "../pass/PassPanel";
import { AnsweringBanner } from "../question/AnsweringBanner";
import { NoteBanner } from "../question/NoteBanner";
import { NotesPanel } from "../question/NotesPanel";
import { QuestionsTab } from "../question/QuestionsTab";
import { QuietBanner } from "../quiet/QuietBanner";
import { RecordingHandle } from "../recording/RecordingHandle";
import { RecordingSign } from "../recording/RecordingSign";
import { AgendaHandle } from "../show/AgendaHandle";
import { AgendaStrip } from "../show/AgendaStrip";
import { SubRoomBanner } from "../subrooms/SubRoomBanner";
import { SubRoomBoard } from "../subrooms/SubRoomBoard";
import { TextOnStage, TextTab } from "../text/TextTurn";
import { FloorCard } from "./FloorCard";
import { QueueTab } from "./QueueTab";
import type { VisitProps } from "./VisitScreen";

/** One tab below the stage. */
export interface RoomTab {
  readonly id: string;
  /** The text's key. */
  readonly label: ParseKeys;
  /** Whether there is such a thing in this room, for this person. */
  readonly shown: (view: VisitView) => boolean;
  /** A number beside the label, when there is something to see or to do. */
  readonly count?: (view: VisitView) => number;
  readonly Panel: ComponentType<VisitProps>;
}

/** What stands above the stage when it has something to say; each draws nothing otherwise. The most urgent first. */
export const banners: readonly ComponentType<VisitProps>[] = [
  BlockedBanner,
  QuietBanner,
  HatBanner,
  CatchUpCard,
  SubRoomBanner,
  FloorCard,
  Disclosures,
  TextOnStage,
  AnsweringBanner,
  NoteBanner,
  SourceBanner,
  AgendaStrip,
  RecordingSign,
];

/** What stands right below the stage and asks for nothing. */
export const footnotes: readonly ComponentType<VisitProps>[] = [HatLine];

/** What is kept below the stage, in this order. */
export const tabs: readonly RoomTab[] = [
  {
    id: "queue",
    label: "floor.queueTab",
    shown: ({ floor, head }) =>
      head?.phase === "live" && (floor.mode === "queue" || floor.mode === "balanced"),
    count: ({ floor }) => floor.queue.length,
    Panel: QueueTab,
  },
  {
    id: "questions",
    label: "questions.tab",
    shown: ({ head }) => head !== null,
    count: ({ parts, told }) => questionScene(parts, told, new Map()).waiting.length,
    Panel: QuestionsTab,
  },
  {
    id: "notes",
    label: "mark.notesTab",
    shown: ({ head }) => head?.phase === "live",
    count: (view) => pinsOf(view).length + linesSoFar(view),
    Panel: NotesTab,
  },
  {
    id: "comments",
    label: "mark.commentsTab",
    shown: ({ head }) => head?.phase === "live",
    Panel: CommentsTab,
  },
  {
    id: "text",
    label: "text.tab",
    shown: ({ floor, head, you }) =>
      head?.phase === "live" &&
      you !== null &&
      you.role !== "guest" &&
      (floor.mode === "chair" || floor.mode === "queue" || floor.mode === "balanced"),
    Panel: TextTab,
  },
];

/** Rows above the bar at the thumb, for what one does while one listens. */
export const thumbs: readonly ComponentType<VisitProps>[] = [ReactionBar];

/** The hosts' further handles, below hands and floor; each is a part of one panel. */
export const handles: readonly ComponentType<VisitProps>[] = [NotesPanel, AgendaHandle];

/** What a host needs once or never in a room: on a phone behind one line. */
export const tools: readonly ComponentType<VisitProps>[] = [
  RecordingHandle,
  HatHandle,
  SubRoomBoard,
  PassPanel,
];
