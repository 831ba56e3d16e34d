import { createRequire } from 'node:module';
import { type LicenceId, licenceOf } from '../licences.ts';

const list = createRequire(import.meta.url);

/** The whole text of a licence of Creative Commons, as the SPDX list keeps it; null of one that has none. */
export function licenceText(id: LicenceId | null): string | null {
  if (!licenceOf(id)?.deed) return null;
  const { licenseText } = list(`spdx-license-list/licenses/${id}.json`) as { licenseText: string };
  return `${licenseText.trim()}\n`;
}
