import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { keys } from "../../api/keys";
import type { Recording } from "../../api/types";
import { ReplayPlayer, secondOf } from "../../models/replay";
import type { RoomHead } from "../../models/roomScene";
import { secondsInto } from "../../models/timecode";
import { useCalls } from "../session/session";
import { openSound } from "./sound";

const soonMs = 3_000;

/** What can be heard of a room; asked again while the last voices are still being put away. */
export function useRecording(room: string) {
  const calls = useCalls();
  return useQuery({
    queryKey: keys.recording(room),
    queryFn: ({ signal }) => calls.recording.view(room, signal),
    refetchInterval: ({ state }) => (state.data?.ready === false ? soonMs : false),
  });
}

/** The player of a room, at the second that the address names; null when there is nothing to play. */
export function useReplay(room: RoomHead, recording: Recording | undefined): ReplayPlayer | null {
  const { liveAt, endedAt } = room;
  const voices = recording?.tracks;
  const player = useMemo(() => {
    if (voices === undefined || voices.length === 0) return null;
    const lasted = endedAt === undefined ? 0 : secondsInto(liveAt, endedAt);
    const whole = Math.max(lasted, ...voices.map(({ second, seconds }) => second + seconds));
    const made = new ReplayPlayer({ voices, whole, open: openSound, now: () => performance.now() });
    made.seek(secondOf(location.search) ?? 0);
    return made;
  }, [voices, liveAt, endedAt]);
  useEffect(() => () => player?.dispose(), [player]);
  return player;
}
