import { type Block, partsOf } from '#app/platform/markdown.ts';
import { partsBetween } from '#app/platform/markdown-difference.ts';
import { fileSize, listed } from '#app/ui/count.ts';
import { licenceOf } from '../licences.ts';
import { durationWords, formatWords, groupWords, kindWords, phaseWords, visibilityWords } from '../words.ts';
import type { VersionSaid } from './schema.ts';

/** A file of a version as a comparison meets it. */
export type ComparedFile = { readonly name: string; readonly bytes: number; readonly sha256: string };
/** A version as it is compared; competencies by their words. */
export type Compared = {
  readonly said: VersionSaid;
  readonly competencies: readonly string[];
  readonly files: readonly ComparedFile[];
};

/** What differs between two versions: facts with the earlier and the later words, texts as they are read, word by word, and files. */
export type Difference = {
  readonly facts: readonly { readonly label: string; readonly before: string; readonly after: string }[];
  readonly texts: readonly { readonly label: string; readonly parts: readonly Block[] }[];
  readonly files: readonly { readonly name: string; readonly change: 'added' | 'removed' | 'changed'; readonly words: string }[];
  readonly isSame: boolean;
};

/** Compares two versions, of one item or of an adaptation and its source. */
export function differenceBetween(before: Compared, after: Compared): Difference {
  const earlier = factsOf(before);
  const facts = factsOf(after)
    .map(([label, words], at) => ({ label, before: earlier[at]![1], after: words }))
    .filter((fact) => fact.before !== fact.after);
  const [earlierText, laterText] = [before.said.description, after.said.description];
  const texts = earlierText === laterText ? [] : [{ label: 'Description', parts: partsBetween(partsOf(earlierText), partsOf(laterText)) }];
  const files = filesBetween(before.files, after.files);
  return { facts, texts, files, isSame: facts.length + texts.length + files.length === 0 };
}

function factsOf({ said, competencies }: Compared): readonly (readonly [string, string])[] {
  const authors = said.authors.map(({ name, affiliation, orcid }) => [name, affiliation, orcid].filter(Boolean).join(', '));
  return [
    ['Title', said.title],
    ['In a sentence', said.summary],
    ['Kind', kindWords[said.kind]],
    ['Competencies', competencies.join('; ')],
    ['Phases', listed(said.phases.map((phase) => phaseWords[phase]))],
    ['Duration', durationWords(said.minutes) ?? ''],
    ['Group', groupWords(said.groupFrom, said.groupTo) ?? ''],
    ['Facilitators for each group', said.facilitators === null ? '' : String(said.facilitators)],
    ['Format', said.format === null ? '' : formatWords[said.format]],
    ['Authors', authors.join('; ')],
    ['Licence', licenceOf(said.licence)?.name ?? ''],
    ['Rights', said.licenceHolder ?? ''],
    ['Read by', visibilityWords[said.visibility]],
    ['Lies at', said.elsewhereUrl ?? ''],
  ];
}

function filesBetween(before: readonly ComparedFile[], after: readonly ComparedFile[]): Difference['files'] {
  const earlier = new Map(before.map((file) => [file.name, file]));
  const later = new Set(after.map(({ name }) => name));
  const found: Difference['files'][number][] = [];
  for (const file of after) {
    const old = earlier.get(file.name);
    if (old === undefined) found.push({ name: file.name, change: 'added', words: fileSize(file.bytes) });
    else if (old.sha256 !== file.sha256) found.push({ name: file.name, change: 'changed', words: sizesOf(old.bytes, file.bytes) });
  }
  for (const file of before) if (!later.has(file.name)) found.push({ name: file.name, change: 'removed', words: fileSize(file.bytes) });
  return found;
}

/** Two sizes that read the same say nothing. */
function sizesOf(before: number, after: number): string {
  const [one, other] = [fileSize(before), fileSize(after)];
  return one === other ? `${other} as before` : `${one}, now ${other}`;
}
