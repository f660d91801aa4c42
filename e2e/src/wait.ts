/** Waits until a reading satisfies a condition, and says the last reading when it never does. */
export async function eventually<T>(
  what: string,
  read: () => T | Promise<T>,
  isDone: (value: T) => boolean,
  withinMs = 10_000,
): Promise<T> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const value = await read();
    if (isDone(value)) return value;
    if (Date.now() > deadline) throw new Error(`${what}: not within ${withinMs} ms, last ${show(value)}`);
    await pause(20);
  }
}

/** Rejects when a promise takes longer than it may. */
export async function within<T>(what: string, ms: number, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what}: not within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([promise, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

/** Lets time pass. Only for sound that must last, and between two readings. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function show(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
