import { plugins } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import '@citation-js/plugin-ris';
import type { Message } from '#app/platform/message.ts';
import { bounds, type Found, type Pasted, pastedOf, recordsOf, tooMany } from './pasted.ts';
import { type PublicationRecord, recordOfCsl } from './record.ts';

/** Reads BibTeX, RIS or CSL-JSON. A bad entry never stops the good ones; each is said with its line. Nothing is asked of the network, whatever the text says. */
export function readCitations(text: string): Found & { format: Pasted['format'] } {
  if (text.length > bounds.letters) return { format: 'unknown', records: [], messages: [tooLong('This is', bounds.letters)] };
  const pasted = pastedOf(text);
  if (pasted.format === 'csl-json')
    return { format: pasted.format, ...recordsOf(pasted.items, (index) => ({ path: `record ${index + 1}` })) };
  if (pasted.format !== 'bibtex' && pasted.format !== 'ris') return { format: pasted.format, records: [], messages: [] };
  const records: PublicationRecord[] = [];
  const messages: Message[] = tooMany(pasted.entries.length);
  for (const { line, text: entry } of pasted.entries.slice(0, bounds.publications)) {
    const found = entry.length > bounds.entry ? tooLong('This entry is', bounds.entry) : readEntry(pasted.format, entry);
    if ('title' in found) records.push(found);
    else messages.push({ ...found, line });
  }
  return { format: pasted.format, records, messages };
}

/** One entry by its own parser alone: what `Cite` does with a text depends on what the text looks like. */
function readEntry(format: 'bibtex' | 'ris', entry: string): PublicationRecord | Message {
  try {
    const type = format === 'ris' ? '@ris/file' : '@biblatex/text';
    const [csl] = plugins.input.chain(entry, { forceType: type, generateGraph: false });
    const record = recordOfCsl(format === 'ris' ? { ...(csl as object), PMCID: null, ...pubMedOf(entry) } : csl);
    if (record) return record;
    return { severity: 'error', found: 'no title', expected: 'a record of a publication', did: 'It was left out.' };
  } catch (error) {
    const [found = ''] = (error as Error).message.split('\n');
    return {
      severity: 'error',
      found: found.slice(0, 160) || 'something else',
      expected: format === 'ris' ? 'a record of RIS, from TY to ER' : 'an entry of BibTeX with all its braces closed',
      did: 'It was left out.',
    };
  }
}

/** The numbers of PubMed and PubMed Central in a record of RIS, which has no tags of its own for them: as PubMed, EndNote and Zotero write them. */
function pubMedOf(entry: string): { PMID?: string; PMCID?: string } {
  const lines = entry.replace(/\n(?![A-Z][A-Z\d] {1,2}-)/g, ' ');
  const said = (...tags: string[]) =>
    [...lines.matchAll(/^([A-Z][A-Z\d]) {1,2}- *(.*)$/gm)].filter(([, tag]) => tags.includes(tag!)).map(([, , value]) => value!.trim());
  const isOfPubMed = said('DB', 'DP').some((name) => /\b(pubmed|medline|nlm)\b/i.test(name));
  const accession = isOfPubMed ? said('AN').find((id) => /^\d{1,9}$/.test(id)) : undefined;
  const elsewhere = said('N1', 'U1', 'M1', 'UR', 'L1', 'L2', 'LK').join('\n');
  const PMID = accession ?? /(?:\bPMID: ?|pubmed\.ncbi\.nlm\.nih\.gov\/|ncbi\.nlm\.nih\.gov\/pubmed\/)(\d{1,9})\b/i.exec(elsewhere)?.[1];
  const PMCID = said('C2').find((id) => /^PMC\d{1,9}$/.test(id)) ?? /(?:\bPMCID: ?|\/articles\/)(PMC\d{1,9})\b/i.exec(elsewhere)?.[1];
  return { ...(PMID && { PMID }), ...(PMCID && { PMCID }) };
}

function tooLong(what: string, most: number): Message {
  return {
    severity: 'error',
    found: `${what} very long`,
    expected: `at most ${most.toLocaleString('en')} letters`,
    did: 'It was left out.',
  };
}
