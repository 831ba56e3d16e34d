import type { Message } from '#app/platform/message.ts';
import { type Reach, readOutside } from '#app/platform/outside.server.ts';
import { Problem } from '#app/platform/problem.ts';
import { bounds, type Found } from './pasted.ts';
import { type PublicationRecord, recordOfCsl } from './record.ts';

/** What doi.org says of each DOI, a few at a time. Where it cannot be asked, the message says what to do instead. */
export async function recordsOfDois(dois: readonly string[], reach?: Reach): Promise<Found> {
  const records: PublicationRecord[] = [];
  const messages: Message[] = [];
  const wanted = dois.slice(0, bounds.dois);
  if (dois.length > wanted.length)
    messages.push({
      severity: 'warning',
      found: `${dois.length} DOIs`,
      expected: `at most ${bounds.dois} at once`,
      did: `The first ${bounds.dois} were asked for; paste the others afterwards.`,
    });
  for (let at = 0; at < wanted.length; at += 4) {
    const found = await Promise.all(wanted.slice(at, at + 4).map((doi) => recordOfDoi(doi, reach)));
    for (const each of found)
      if ('title' in each) records.push(each);
      else messages.push(each);
  }
  return { records, messages };
}

async function recordOfDoi(doi: string, reach?: Reach): Promise<PublicationRecord | Message> {
  const refused = (found: string): Message => ({
    severity: 'error',
    path: doi,
    found,
    expected: 'the record of this publication',
    did: 'It was left out. Open https://doi.org/ and this DOI in your browser, take the citation there as BibTeX or RIS, and paste it here.',
  });
  try {
    const text = await readOutside(
      `https://doi.org/${encodeURI(doi).replaceAll('#', '%23').replaceAll('?', '%3F')}`,
      { accept: 'application/vnd.citationstyles.csl+json' },
      reach,
    );
    const said: unknown = JSON.parse(text);
    const record = recordOfCsl({ ...(said as object), DOI: doi });
    return record ?? refused('an answer without a title');
  } catch (error) {
    if (error instanceof Problem) return refused(error.message.replace(/\.$/, ''));
    if (error instanceof SyntaxError) return refused('doi.org answered with something that is no record');
    throw error;
  }
}
