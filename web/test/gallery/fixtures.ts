import { emptyRoom, type Mic, type Person, type RoomView } from "../../src/models/room";

const names = [
  "林晓岚",
  "Maya Okafor",
  "王建国",
  "Tomás Ferreira",
  "陈思远",
  "Ingrid Solheim",
  "赵敏",
  "Priya Raman",
  "欧阳文静",
  "Jean-Baptiste Lefèvre-Moreau",
  "周涛",
  "Noor",
];

export function person(index: number, part: Partial<Person> = {}): Person {
  return {
    id: `link-${index}`,
    name: names[index % names.length] ?? "",
    me: false,
    live: true,
    muted: false,
    speaking: false,
    line: "good",
    ...part,
  };
}

function people(count: number, live: number): Person[] {
  return Array.from({ length: count }, (_, index) =>
    person(index, {
      live: index < live,
      muted: index % 3 === 2,
      speaking: index === 1,
      line: index === 4 ? "lost" : index === 6 ? "poor" : "good",
    }),
  );
}

const base: RoomView = {
  ...emptyRoom,
  phase: { kind: "inRoom" },
  room: "语音系统夜谈 · Opus in the wild",
  name: "林晓岚",
  devices: [
    { id: "a", label: "Default – MacBook Pro Microphone (Built-in)" },
    { id: "b", label: "USB 麦克风" },
  ],
  deviceId: "a",
};

const me = person(0, { me: true, live: false });
const liveMe = (part: Partial<Person> = {}) => person(0, { me: true, live: true, ...part });
const others = people(6, 4).slice(1);
const speaker: RoomView = {
  ...base,
  maySpeak: true,
  people: [me, ...others],
  listeners: 37,
  mic: { kind: "off", trouble: null },
};
const listener: RoomView = { ...base, people: others, listeners: 38, mic: { kind: "listener" } };
const live = (part: Partial<Extract<Mic, { kind: "live" }>>, mine: Partial<Person> = {}): RoomView => ({
  ...speaker,
  people: [liveMe(mine), ...others.map((other) => ({ ...other, speaking: false }))],
  mic: { kind: "live", muted: false, held: false, silence: null, mutedSpeech: false, ...part },
});
const refused = (
  why: "invalid" | "expired" | "unreachable" | "offline" | "server" | "noWebRtc",
): RoomView => ({
  ...emptyRoom,
  phase: { kind: "refused", why, requestId: why === "server" ? "01JC8Z6M3Q" : null },
});
const ended = (why: "elsewhere" | "removed" | "roomEnded" | "lost"): RoomView => ({
  ...base,
  phase: { kind: "ended", why },
});
const trouble = (why: Extract<Mic, { kind: "off" }>["trouble"]): RoomView => ({
  ...speaker,
  mic: { kind: "off", trouble: why },
});

/** Every designed state of the room page, by name. */
export const fixtures: Readonly<Record<string, RoomView>> = {
  opening: emptyRoom,
  joining: { ...base, phase: { kind: "joining" } },
  "alone-speaker": { ...speaker, people: [me], listeners: 0 },
  "alone-listener": { ...listener, people: [], listeners: 1 },
  "people-3": { ...listener, people: people(3, 3), listeners: 1 },
  "people-12": { ...listener, people: people(7, 5), listeners: 5 },
  "people-80": { ...listener, people: people(12, 8), listeners: 68 },
  "people-500": { ...listener, people: people(30, 14), listeners: 470 },
  "people-5000": { ...listener, people: people(48, 40), listeners: 4952 },
  "mic-off": speaker,
  "mic-asking": { ...speaker, mic: { kind: "asking" } },
  "mic-preview": { ...speaker, mic: { kind: "preview" } },
  "mic-starting": { ...speaker, mic: { kind: "starting" } },
  "mic-live": live({}, { speaking: true }),
  "mic-muted": live({ muted: true }, { muted: true }),
  "mic-held": live({ held: true }, { speaking: true }),
  "mic-silent": live({ silence: "nothing" }),
  "mic-system-muted": live({ silence: "systemMuted" }),
  "mic-refused": trouble("refused"),
  "mic-absent": trouble("absent"),
  "mic-busy": trouble("busy"),
  "mic-unsupported": trouble("unsupported"),
  "mic-insecure": trouble("insecure"),
  "mic-lost": trouble("lost"),
  "sound-withheld": { ...listener, soundWithheld: true },
  "line-signal": { ...listener, line: "signal" },
  "line-media": { ...live({}), line: "media" },
  "line-server": { ...listener, line: "server" },
  "line-offline": { ...live({ muted: true }, { muted: true }), line: "offline" },
  "line-found": { ...listener, line: "found" },
  blocked: { ...base, phase: { kind: "blocked" } },
  left: { ...base, phase: { kind: "left" } },
  "refused-invalid": refused("invalid"),
  "refused-expired": refused("expired"),
  "refused-unreachable": refused("unreachable"),
  "refused-offline": refused("offline"),
  "refused-server": refused("server"),
  "refused-no-webrtc": refused("noWebRtc"),
  "ended-elsewhere": ended("elsewhere"),
  "ended-removed": ended("removed"),
  "ended-room": ended("roomEnded"),
  "ended-lost": ended("lost"),
};
