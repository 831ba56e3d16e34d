import type { ImportStatus } from './schema.ts';

/** What a list says about an import, or about a file that is not one yet. */
export const statusWords: Record<ImportStatus | 'arriving', string> = {
  arriving: 'on its way',
  matching: 'waits for its columns to be matched',
  checking: 'being read',
  checked: 'read, waits for you',
  rejected: 'could not be read',
  importing: 'being brought in',
  imported: 'brought in',
  failed: 'stopped',
  undone: 'taken out again',
};
