export type Progress = (line: string) => void;

/** Reports that a long step has begun, and every 15 s that it is still at work. */
export async function withProgress<T>(say: Progress, what: string, step: () => Promise<T>): Promise<T> {
  const began = Date.now();
  say(`${what} …`);
  const timer = setInterval(() => say(`${what} … ${Math.round((Date.now() - began) / 1000)} s`), 15_000);
  try {
    return await step();
  } finally {
    clearInterval(timer);
  }
}
