import type { ImportStatus } from './schema.ts';

/** What a list says about an import. */
export const statusWords: Record<ImportStatus, string> = {
  matching: 'waits for its columns to be matched',
  checking: 'being read',
  checked: 'read, waits for you',
  rejected: 'could not be read',
  importing: 'being brought in',
  imported: 'brought in',
  failed: 'stopped',
  undone: 'taken out again',
};
