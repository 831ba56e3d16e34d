import type { AsWorker } from './voices.ts';

/** Codes the five signed texts: not yet. */
export async function codeSample(_: AsWorker): Promise<void> {}
