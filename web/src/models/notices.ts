interface NoticeLike {
  readonly kind: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** The newest invitation among the notices: its id, and who sent it. */
export function invitationIn(notices: readonly NoticeLike[]): { id: string; name: string } | null {
  for (const { kind, data } of notices) {
    const id = textIn(data, "invitationId");
    if (kind === "invitation" && id !== "") return { id, name: nameIn(data) };
  }
  return null;
}

/** The name of the person that a notice is about, or nothing. */
export function nameIn(data: Readonly<Record<string, unknown>>): string {
  return textIn(personIn(data), "displayName");
}

/** The handle of the person that a notice is about, or nothing. */
export function handleIn(data: Readonly<Record<string, unknown>>): string {
  return textIn(personIn(data), "handle");
}

function personIn(data: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const person = data.inviter ?? data.by;
  return person !== null && typeof person === "object" ? (person as Record<string, unknown>) : {};
}

export function textIn(data: Readonly<Record<string, unknown>>, key: string): string {
  const value = data[key];
  return typeof value === "string" ? value : "";
}
