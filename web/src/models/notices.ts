interface NoticeLike {
  readonly kind: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** The newest invitation among the notices: its id, and who sent it. */
export function invitationIn(notices: readonly NoticeLike[]): { id: string; name: string } | null {
  for (const { kind, data } of notices) {
    const id = textIn(data, "invitationId") || textIn(data, "id");
    if (kind === "invitation" && id !== "") return { id, name: nameIn(data) };
  }
  return null;
}

/** The name of the person that a notice is about, or nothing. */
export function nameIn(data: Readonly<Record<string, unknown>>): string {
  for (const key of ["inviter", "by", "person"]) {
    const person = data[key];
    if (person !== null && typeof person === "object") {
      return textIn(person as Record<string, unknown>, "displayName");
    }
  }
  return textIn(data, "name");
}

export function textIn(data: Readonly<Record<string, unknown>>, key: string): string {
  const value = data[key];
  return typeof value === "string" ? value : "";
}
