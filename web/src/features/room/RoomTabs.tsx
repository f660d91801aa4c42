import { Tabs } from "radix-ui";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { tabs } from "./extras";
import styles from "./RoomTabs.module.css";
import type { VisitProps } from "./VisitScreen";

/** Goes to one of them by the keyboard: a tab that gets the focus opens. */
export function openTab(id: string): void {
  const tab = document.querySelector<HTMLElement>(`[data-tab="${id}"]`);
  tab?.focus({ preventScroll: true });
  tab?.parentElement?.scrollIntoView({ block: "start" });
}

/** What belongs to the room besides its voices: one thing at a time, and nothing where there is none. */
export function RoomTabs({ view, actions }: VisitProps) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState("");
  const shown = tabs.filter((tab) => tab.shown(view));
  const [first] = shown;
  if (first === undefined) return null;
  const current = shown.some(({ id }) => id === chosen) ? chosen : first.id;
  return (
    <Tabs.Root className={styles.tabs} value={current} onValueChange={setChosen}>
      <Tabs.List className={styles.list} aria-label={t("visit.tabs")}>
        {shown.map(({ id, label, count }) => (
          <Tabs.Trigger key={id} value={id} className={styles.tab} data-tab={id}>
            {t(label)}
            {count?.(view) ? <span className={styles.count}>{count(view)}</span> : null}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      {shown.map(({ id, Panel }) => (
        // Whoever writes in one stays there, whatever tabs a change of mode brings.
        <Tabs.Content key={id} value={id} className={styles.content} onInput={() => setChosen(id)}>
          <Panel view={view} actions={actions} />
        </Tabs.Content>
      ))}
    </Tabs.Root>
  );
}
