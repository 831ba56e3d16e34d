/** Standard error carries one JSON object a line, without personal data; standard output is for people and for `--json`. */
function write(entry: Record<string, unknown>) {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), ...entry })}\n`);
}

/** A fault of ours: what a person sees as "Something went wrong (id)" stands here with its stack. */
export function logFault(id: string, error: unknown): void {
  const fault = error instanceof Error ? { message: error.message, stack: error.stack } : { message: String(error) };
  write({ level: 'fault', id, ...fault });
}

/** One answered request. The path has no query, since a search may hold a name. */
export function logRequest(entry: { id: string; method: string; path: string; status: number; ms: number }): void {
  write({ level: 'request', ...entry });
}

/** A line for whoever runs this process. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
