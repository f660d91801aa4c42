const browsers: readonly [RegExp, string][] = [
  [/Edg\//, "Edge"],
  [/OPR\//, "Opera"],
  [/MicroMessenger\//, "WeChat"],
  [/Firefox\/|FxiOS\//, "Firefox"],
  [/Chrome\/|CriOS\//, "Chrome"],
  [/Safari\//, "Safari"],
];

const systems: readonly [RegExp, string][] = [
  [/iPhone/, "iPhone"],
  [/iPad/, "iPad"],
  [/Android/, "Android"],
  [/Mac OS X/, "Mac"],
  [/Windows/, "Windows"],
  [/CrOS/, "ChromeOS"],
  [/Linux/, "Linux"],
];

const nameIn = (agent: string, names: readonly [RegExp, string][]) =>
  names.find(([pattern]) => pattern.test(agent))?.[1] ?? null;

/** The system's own name, as its people call it; null when the browser does not say. */
export function systemOf(agent: string): string | null {
  return nameIn(agent, systems);
}

/** Browser and system of a session, such as "Firefox · Android"; null when neither is known. */
export function agentName(agent: string): string | null {
  const parts = [nameIn(agent, browsers), systemOf(agent)].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(" · ");
}
