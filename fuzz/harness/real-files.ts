import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Real files of the folder that `REAL_DATA` names, by patterns below it, each cut after `most` bytes; none where there is no such folder. */
export function realFiles(patterns: string[], most = Number.POSITIVE_INFINITY): Buffer[] {
  const folder = process.env.REAL_DATA ?? '';
  if (folder === '' || !existsSync(folder)) return [];
  return globSync(patterns, { cwd: folder })
    .sort()
    .map((path) => readFileSync(join(folder, path)).subarray(0, most));
}
