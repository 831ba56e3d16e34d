import { sql } from 'kysely';
import * as z from 'zod';
import type { Job } from '#app/platform/jobs.server.ts';
import { asSystem } from '#app/platform/scope.server.ts';

/** Every hour, and at every start: a host that slept over a study's day erases when it wakes. */
const erasing: Job<Record<string, never>> = {
  name: 'erase-originals',
  schema: z.object({}).strict(),
  every: '20 * * * *',
  unfinished: async () => [{}],
  run: eraseOriginals,
};

/** The background work of transcripts, for the host. */
export const transcriptJobs: readonly Job[] = [erasing];

/** Erases the originals of every study whose day for it has passed; each transcript leaves an event in its study's trail. */
export async function eraseOriginals(): Promise<void> {
  await asSystem(async ({ tx }) => {
    await sql`select erase_due_originals()`.execute(tx);
  });
}
