import { QueryClientProvider } from "@tanstack/react-query";
import { act, type ReactNode } from "react";
import { createRoot } from "react-dom/client";
import { MemoryRouter, useLocation } from "react-router";
import { makeCalls } from "../src/api/calls";
import { ApiClient } from "../src/api/client";
import { RealtimeContext } from "../src/features/realtime/realtime";
import { CallsContext, makeQueryClient } from "../src/features/session/session";
import { startTexts } from "../src/i18n/i18n";
import { Realtime } from "../src/models/realtime";
import { ToastContext, Toasts } from "../src/ui/Toasts";
import { ToastStore } from "../src/ui/toastStore";
import type { Answers } from "./contract/server";

export interface Asked {
  readonly route: string;
  readonly body: unknown;
}

/** A part of the page in this document, with a server behind it that answers by the contract. */
export interface Shown {
  readonly asked: Asked[];
  /** What later requests are answered with. */
  answers: Answers;
  text(): string;
  path(): string;
  field(label: string): HTMLInputElement | HTMLTextAreaElement;
  type(label: string, text: string): Promise<void>;
  press(name: string): Promise<void>;
  /** Ends the time in which something can be taken back. */
  settle(): Promise<void>;
  until(seen: () => boolean): Promise<void>;
  end(): Promise<void>;
}

(globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;

export async function show(part: ReactNode, answers: Answers, at = "/"): Promise<Shown> {
  await startTexts("en");
  const asked: Asked[] = [];
  const place = document.createElement("div");
  document.body.replaceChildren(place);
  const toasts = new ToastStore();
  let path = at;
  const calls = makeCalls(
    new ApiClient({
      language: () => "en",
      fetch: async (input, init) => {
        const route = `${init?.method} ${String(input).split("?")[0]}`;
        asked.push({ route, body: typeof init?.body === "string" ? JSON.parse(init.body) : init?.body });
        return respond(shown.answers[route]);
      },
    }),
  );
  const queries = makeQueryClient();
  queries.setDefaultOptions({ queries: { ...queries.getDefaultOptions().queries, retry: false } });
  const root = createRoot(place);
  const Follow = () => {
    const location = useLocation();
    path = location.pathname + location.search + location.hash;
    return null;
  };
  const shown: Shown = {
    asked,
    answers,
    text: () => document.body.textContent ?? "",
    path: () => path,
    field: (label) => {
      const named = [...document.body.querySelectorAll("label")].find((one) => one.textContent === label);
      const control = named && document.getElementById(named.htmlFor);
      if (!control) throw new Error(`no field ${label} in: ${document.body.textContent}`);
      return control as HTMLInputElement;
    },
    type: async (label, text) => {
      const control = shown.field(label);
      await act(async () => {
        const kind = control instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement;
        Object.getOwnPropertyDescriptor(kind.prototype, "value")?.set?.call(control, text);
        control.dispatchEvent(new Event("input", { bubbles: true }));
      });
    },
    press: async (name) => {
      const button = [...document.body.querySelectorAll("button")].find((one) => one.textContent === name);
      if (!button) throw new Error(`no button ${name} in: ${document.body.textContent}`);
      await act(async () => button.click());
    },
    settle: async () => act(async () => toasts.flush()),
    until: async (seen) => {
      for (let tries = 0; tries < 200; tries++) {
        if (seen()) return;
        await act(async () => new Promise((resolve) => setTimeout(resolve, 10)));
      }
      throw new Error(`not seen in: ${document.body.textContent}`);
    },
    end: async () => {
      await act(async () => root.unmount());
      queries.clear();
    },
  };
  await act(async () =>
    root.render(
      <QueryClientProvider client={queries}>
        <CallsContext value={calls}>
          <RealtimeContext value={quiet()}>
            <ToastContext value={toasts}>
              <MemoryRouter initialEntries={[at]}>
                <Follow />
                {part}
                <Toasts />
              </MemoryRouter>
            </ToastContext>
          </RealtimeContext>
        </CallsContext>
      </QueryClientProvider>,
    ),
  );
  return shown;
}

/** A line that never opens: what is shown comes from the routes alone. */
function quiet(): Realtime {
  const open = () => ({
    readyState: 0,
    onopen: null,
    onmessage: null,
    onclose: null,
    send: () => undefined,
    close: () => undefined,
  });
  return new Realtime({ open, network: new EventTarget(), online: () => true, random: () => 0.5 });
}

function respond(answer: Answers[string] | undefined): Response {
  if (answer === undefined || answer === "silence")
    return Response.json({ slug: "not-found" }, { status: 404 });
  if ("problem" in answer) {
    const { problem: slug, status, more } = answer;
    return Response.json({ slug, title: slug, detail: `detail of ${slug}`, ...more }, { status });
  }
  const { body, status = 200 } = answer;
  return body === undefined ? new Response(null, { status: 204 }) : Response.json(body, { status });
}
