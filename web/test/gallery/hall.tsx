import { QueryClientProvider } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { MemoryRouter, Route, Routes } from "react-router";
import { makeCalls } from "../../src/api/calls";
import { ApiClient } from "../../src/api/client";
import { OpenRoom, ProposeTime } from "../../src/features/hallway/forms";
import { Hallway } from "../../src/features/hallway/Hallway";
import { TopicView } from "../../src/features/hallway/TopicView";
import { PassLetter } from "../../src/features/pass/PassLetter";
import { RealtimeContext } from "../../src/features/realtime/realtime";
import { VisitScreen } from "../../src/features/room/VisitScreen";
import { CallsContext, makeQueryClient } from "../../src/features/session/session";
import { Shell } from "../../src/features/shell/Shell";
import { Realtime } from "../../src/models/realtime";
import type { VisitActions } from "../../src/models/roomScene";
import { Toasts } from "../../src/ui/Toasts";
import * as fixtures from "./hallFixtures";
import * as marks from "./markFixtures";
import { ledger, notes, ownQuestions } from "./questions";
import * as shows from "./showFixtures";
import { visits } from "./visits";

const nothing = () => undefined;
const silentSocket = {
  readyState: 0,
  onopen: null,
  onmessage: null,
  onclose: null,
  send: nothing,
  close: nothing,
};

/** Answers each route of the API with a fixture; what has none stays unanswered, as a slow server would. */
function answering(answers: Readonly<Record<string, unknown>>): typeof fetch {
  return (input) => {
    const path = String(input).split("?")[0] ?? "";
    const answer = answers[path];
    if (answer === undefined) return new Promise(nothing);
    if (answer === "broken") return Promise.resolve(new Response("{}", { status: 500 }));
    return Promise.resolve(Response.json(answer));
  };
}

const member = {
  "/api/session": { me: fixtures.me },
  "/api/community": { name: "新米聊", description: "", rules: "", needsSetup: false, mail: true },
  "/api/me/notices": { items: [] },
  "/api/me/blocks": { items: [fixtures.card(2)] },
  "/api/topics": { items: fixtures.topics },
  "/api/hallway": fixtures.hallway,
  "/api/rooms/r-1/alternatives": { items: fixtures.hallway.live.slice(0, 3), silent: true },
  "/api/rooms/r-1/queue": { items: fixtures.queue },
  "/api/rooms/r-1/lifts": { items: fixtures.lifts },
  "/api/rooms/r-1/questions": ownQuestions,
  "/api/rooms/r-1/recording": fixtures.recording,
  "/api/rooms/r-1/answers": ledger,
  "/api/rooms/r-1/notes": notes,
  "/api/rooms/r-1/audience": {
    items: [5, 6, 7, 8].map(fixtures.card),
    next: "p-8",
    listeners: 37,
    guests: 4,
  },
  "/api/formats": shows.formats,
  "/api/me/agendas": shows.ownAgendas,
  "/api/rooms/r-report/report": shows.report,
  "/api/rooms/r-report/text-turns": shows.texts,
  "/api/rooms/r-report/hats": shows.worn,
  "/api/rooms/r-1/hats": shows.worn,
  "/api/rooms/r-notes/hats": { items: [] },
  "/api/rooms/r-report/minutes": marks.minutesOf("r-report", 0),
  "/api/rooms/r-report/comments": { items: [] },
  "/api/rooms/r-report/sources": { items: [] },
  "/api/rooms/r-report/reactions": { seconds: [] },
  "/api/rooms/r-1/minutes": marks.minutesOf("r-1", 0),
  "/api/rooms/r-1/comments": { items: [] },
  "/api/rooms/r-notes/minutes": marks.minutesOf("r-notes", 3),
  "/api/rooms/r-notes/comments": marks.comments,
  "/api/rooms/r-notes/sources": marks.sources,
  "/api/rooms/r-notes/reactions": marks.reactions,
  "/api/rooms/r-1/sources": { items: [] },
  "/api/rooms/r-1/reactions": { seconds: [] },
  "/api/rooms/r-notes/marks": { id: "m-1", second: 2431, kind: "action", text: "", who: "" },
  "/api/rooms/r-late/minutes": marks.minutesOf("r-late", 1),
  "/api/rooms/r-late/catch-up": marks.catchUp,
};

/** The parts of the page that a screen of the hallway or of a room stands in. */
function Page({ answers, children }: { answers: Readonly<Record<string, unknown>>; children: ReactNode }) {
  const language = () => document.documentElement.lang;
  const calls = makeCalls(new ApiClient({ language, fetch: answering(answers) }));
  const queries = makeQueryClient();
  queries.setDefaultOptions({ queries: { ...queries.getDefaultOptions().queries, retry: false } });
  const realtime = new Realtime({
    open: () => silentSocket,
    network: window,
    online: () => true,
    random: () => 0.5,
  });
  return (
    <QueryClientProvider client={queries}>
      <CallsContext value={calls}>
        <RealtimeContext value={realtime}>
          <MemoryRouter initialEntries={["/"]}>
            <Routes>
              <Route path="*" element={children} />
            </Routes>
            <Toasts />
          </MemoryRouter>
        </RealtimeContext>
      </CallsContext>
    </QueryClientProvider>
  );
}

const visitActions: VisitActions = new Proxy({} as VisitActions, {
  get: (_target, name) => {
    if (name === "level") return () => 0.6;
    if (name === "run") {
      return (_name: string, request: () => Promise<unknown>) =>
        request().then(
          () => true,
          () => false,
        );
    }
    if (name === "listAudience") return () => Promise.resolve(member["/api/rooms/r-1/audience"]);
    return nothing;
  },
});

const hallway = (lists: unknown) => () => (
  <Page answers={{ ...member, "/api/hallway": lists }}>
    <Shell width="wide">
      <Hallway />
    </Shell>
  </Page>
);

const inHallway = (child: ReactNode) => () => (
  <Page answers={member}>
    <Shell width="wide">
      <Hallway />
      {child}
    </Shell>
  </Page>
);

/** The screens of the hallway, and those of a community's room. */
export const hallStates: Readonly<Record<string, () => ReactNode>> = {
  hallway: hallway(fixtures.hallway),
  pass: () => (
    <Page answers={{ ...member, "/api/session": {} }}>
      <Shell>
        <PassLetter code="c" shown={{ room: fixtures.roomCard(), by: fixtures.card(1) }} onSeat={nothing} />
      </Shell>
    </Page>
  ),
  "hallway-ping": () => (
    <Page answers={{ ...member, "/api/me/notices": { items: [fixtures.ping] } }}>
      <Shell width="wide">
        <Hallway />
      </Shell>
    </Page>
  ),
  "hallway-one": hallway({ ...fixtures.emptyHallway, live: fixtures.hallway.live.slice(0, 1) }),
  "hallway-empty": () => (
    <Page answers={{ ...member, "/api/hallway": fixtures.emptyHallway, "/api/topics": { items: [] } }}>
      <Shell width="wide">
        <Hallway />
      </Shell>
    </Page>
  ),
  "hallway-loading": hallway(undefined),
  "hallway-broken": hallway("broken"),
  "open-room": inHallway(<OpenRoom onClose={nothing} />),
  "propose-time": inHallway(<ProposeTime onClose={nothing} />),
  topic: () => (
    <Page answers={member}>
      <Shell width="wide">
        <TopicView id="t-audio" />
      </Shell>
    </Page>
  ),
  "topic-quiet": () => (
    <Page answers={member}>
      <Shell width="wide">
        <TopicView id="t-4" />
      </Shell>
    </Page>
  ),
  ...Object.fromEntries(
    Object.entries(visits).map(([name, view]) => [
      name,
      () => (
        <Page answers={member}>
          <VisitScreen view={view} actions={visitActions} />
        </Page>
      ),
    ]),
  ),
};
