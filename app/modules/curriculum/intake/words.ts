import type { ImportStatus } from './schema.ts';

/** What a list says about an import. */
export const statusWords: Record<ImportStatus, string> = {
  checking: 'being read',
  checked: 'read, waits for you',
  rejected: 'could not be read',
  importing: 'being brought in',
  imported: 'brought in',
  failed: 'stopped',
};
