/** What a room says of a silence. */
export interface Silence {
  /** When it ends unless somebody speaks, ISO 8601; null while nobody was asked. */
  readonly endsAt: string | null;
  /** Whether it ended for that. */
  readonly silent: boolean;
}

export function silenceOf(part: unknown): Silence {
  const { endsAt = null, silent = false } = (part ?? {}) as Partial<Silence>;
  return { endsAt, silent };
}
