import { linksOf } from '#app/platform/markdown.ts';
import { count, listed } from '#app/ui/count.ts';
import type { Look, Trace, TraceKind } from '../files/look.ts';
import type { VersionSaid } from '../items/schema.ts';
import { type LicenceId, licenceFit, licenceOf } from '../licences.ts';
import { tellingWords } from './telling-words.ts';

/**
 * Something that the checklist found: in which place, what, and what helps. `blocks`: only the remedy helps; `asks`: the remedy, or the author's reason why it may stay;
 * `notes`: to know. `key` names it as long as it is the same, so that an answer goes with what it answered.
 */
export type Finding = {
  readonly key: string;
  readonly weight: 'blocks' | 'asks' | 'notes';
  readonly about: 'content' | 'licence' | 'others' | 'access' | 'people' | 'links';
  readonly place: string;
  readonly found: string;
  readonly remedy: string;
};

/** A file as the checklist meets it; `look` null: nobody has looked yet. */
export type CheckedFile = {
  readonly id: string;
  readonly name: string;
  readonly extension: string;
  readonly thirdParty: 'none' | 'allowed' | null;
  readonly thirdPartyLicence: LicenceId | null;
  readonly alternative: string | null;
  readonly look: Look | null;
  readonly words: string;
  /** Since when its bytes are not where they belong; null while they are. */
  readonly missingSince: Date | null;
};
/** What was found behind a link. */
export type CheckedLink = { readonly url: string; readonly outcome: 'works' | 'broken' | 'refused' | 'unanswered'; readonly words: string };
/** A draft with everything that is known of it. `isOwnSource`: what it adapts is kept by the same school, which may license it as it likes. */
export type Checked = {
  readonly number: number;
  readonly said: VersionSaid;
  readonly files: readonly CheckedFile[];
  readonly links: readonly CheckedLink[];
  readonly isAdaptation: boolean;
  readonly isOwnSource: boolean;
};

/** Everything that stands between a draft and its readers, in the order in which one would see to it. */
export function checklist(checked: Checked): Finding[] {
  return [
    ...contentFindings(checked),
    ...licenceFindings(checked),
    ...checked.files.flatMap((file) => fileFindings(file, checked.said.licence)),
    ...checked.files.flatMap((file) => traceFindings(file, checked.said)),
    ...peopleFindings(checked),
    ...linkFindings(checked),
  ];
}

/** What keeps a draft from being published: what blocks, and what is asked and not answered. */
export function openFindings(findings: readonly Finding[], answered: ReadonlySet<string>): Finding[] {
  return findings.filter(({ weight, key }) => weight === 'blocks' || (weight === 'asks' && !answered.has(key)));
}

/** The addresses of the web that a draft leads to, each once; they are looked behind before it is published. */
export function linksToLookBehind({ said, files }: { said: VersionSaid; files: readonly Pick<CheckedFile, 'look'>[] }): string[] {
  const all = [...linksOf(said.description), said.elsewhereUrl, said.adaptsUrl, ...files.flatMap(({ look }) => look?.links ?? [])];
  return [...new Set(all.filter((each): each is string => each !== null && /^https?:/i.test(each)))].slice(0, 100);
}

function contentFindings({ number, said, files }: Checked): Finding[] {
  const missing = (key: string, found: string, remedy: string, weight: Finding['weight'] = 'blocks'): Finding => ({
    ...{ key, weight, about: 'content' as const, place: 'The item', found, remedy },
  });
  const found: Finding[] = [];
  if (said.summary === '')
    found.push(missing('summary', 'Nothing says in a sentence what it is.', 'Write the sentence that stands in lists.'));
  if (said.authors.length === 0) found.push(missing('authors', 'No author is named.', 'Name who made it, in their order.'));
  if (files.length === 0 && said.elsewhereUrl === null && said.description === '')
    found.push(missing('empty', 'There is nothing in it.', 'Bring a file, say where it lies, or write it down as the description.'));
  if (number > 1 && said.whatChanged === null)
    found.push(missing('changed', 'Nothing says what changed since the version before.', 'Write it for whoever uses that one.'));
  if (said.competencies.length === 0)
    found.push(
      missing('competencies', 'It is linked with no competency.', 'Choose what it teaches or assesses; people find it by that.', 'asks'),
    );
  if (said.minutes === null && said.kind !== 'rubric')
    found.push(missing('minutes', 'Nobody says how long it takes.', 'Write the minutes, as far as one can say.', 'notes'));
  return found;
}

function licenceFindings({ said, files, isAdaptation, isOwnSource }: Checked): Finding[] {
  const finding = (key: string, weight: Finding['weight'], found: string, remedy: string): Finding => ({
    ...{ key, weight, about: 'licence' as const, place: 'Licence', found, remedy },
  });
  if (said.licence === null) return [finding('licence', 'blocks', 'No licence is chosen.', 'Choose what others may do with it.')];
  const found: Finding[] = [];
  if (said.licence === 'all-rights-reserved' && said.visibility === 'public')
    found.push(
      finding(
        'members-only',
        'blocks',
        'All rights are reserved, and everybody could read it.',
        'Let members read it, or choose a licence that lets it be shared.',
      ),
    );
  if (said.licence === 'linked' && files.length > 0)
    found.push(
      finding(
        'linked-files',
        'blocks',
        `It is linked and not held here, and has ${count(files.length, 'file', 'files')}.`,
        'Take the files out, or choose the licence that they have.',
      ),
    );
  if (said.licence === 'linked' && said.elsewhereUrl === null)
    found.push(finding('linked-where', 'blocks', 'It is linked, and nothing says where it lies.', 'Write its address.'));
  const adapts = isAdaptation || said.adaptsCredit !== null;
  if (!adapts) return found;
  if (said.adaptsChanged === null)
    found.push(
      finding(
        'adapts-changed',
        'blocks',
        'Nothing says what you changed of the source.',
        'Write it: every licence that lets you adapt asks for it.',
      ),
    );
  if (said.adaptsLicence === null && !isOwnSource)
    found.push(
      finding(
        'adapts-licence',
        'asks',
        'The licence of the source is not known.',
        'Choose it, or say who gave you the permission, and when.',
      ),
    );
  if (said.adaptsLicence !== null && !isOwnSource) {
    const fit = licenceFit(said.adaptsLicence, said.licence);
    if (!fit.fits) {
      const remedy = fit.helpsPermission
        ? 'Say who gave you the permission, and when, or link to the source instead of adapting it.'
        : `Choose another licence than ${licenceOf(said.licence)!.short}, or adapt something else.`;
      found.push(
        finding(`adapts-conflict:${said.adaptsLicence}:${said.licence}`, fit.helpsPermission ? 'asks' : 'blocks', fit.why, remedy),
      );
    }
  }
  return found;
}

function fileFindings(file: CheckedFile, licence: LicenceId | null): Finding[] {
  const { id, name, look } = file;
  const finding = (key: string, about: Finding['about'], weight: Finding['weight'], words: [found: string, remedy: string]): Finding => ({
    ...{ key: `${key}:${id}`, weight, about, place: name, found: words[0], remedy: words[1] },
  });
  if (file.missingSince !== null)
    return [finding('missing', 'content', 'blocks', ['Its bytes are no longer here.', 'Take it out, and bring it again.'])];
  const found: Finding[] = [];
  if (file.thirdParty === null)
    found.push(
      finding('others', 'others', 'blocks', [
        'Nobody has said whether pictures or texts of others are in it.',
        'Say it beside the file. Most refusals of published teaching material are about this.',
      ]),
    );
  if (file.thirdParty === 'allowed' && file.thirdPartyLicence !== null && licence !== null) {
    const fit = licenceFit(file.thirdPartyLicence, licence);
    if (!fit.fits)
      found.push(
        finding(`others-licence:${file.thirdPartyLicence}:${licence}`, 'others', 'asks', [
          `What is of others in it does not go with the item’s licence. ${fit.why}`,
          'Replace it, choose another licence, or say which permission you have.',
        ]),
      );
  }
  if (look === null)
    return [...found, finding('look', 'access', 'blocks', ['It is still being looked at.', 'Wait a moment and open this page again.'])];
  if (look.failed !== null)
    found.push(
      finding('failed', 'access', 'asks', [`It could not be read. ${look.failed}`, 'Bring it again as something that everybody can open.']),
    );
  if (look.hasScript)
    found.push(
      finding('script', 'access', 'asks', [
        'A program is in it, which many schools’ machines refuse to open.',
        'Save it without scripts or macros.',
      ]),
    );
  if (/^(png|jpg|gif|webp)$/.test(file.extension) && file.alternative === null)
    found.push(
      finding('alternative', 'access', 'asks', [
        'No words stand in its stead for whoever does not see it.',
        'Write beside the file what it shows.',
      ]),
    );
  if (look.without.length > 0) {
    const places = look.without.slice(0, 10).join('; ') + (look.without.length > 10 ? '; and more' : '');
    found.push(
      finding(`without:${look.without.length}`, 'access', 'asks', [
        `Pictures without a text alternative. ${places}.`,
        'In Word and PowerPoint: right-click the picture, “View Alt Text”; or mark it as decorative. Then bring the file again.',
      ]),
    );
  }
  if (look.isTagged === false)
    found.push(
      finding('tags', 'access', 'asks', [
        'It has no tags, so a screen reader cannot tell headings, lists and tables.',
        'Export it again with “Document structure tags for accessibility”, or bring the Word file beside it.',
      ]),
    );
  return found;
}

const traceWords: Readonly<Record<TraceKind, readonly [found: string, remedy: string]>> = {
  maker: [
    'It says who made it',
    'In Office: File, Info, Inspect Document. In a PDF: its properties. Or name them as authors, or say that they agree.',
  ],
  comment: [
    'It has comments, which whoever takes it reads',
    'Delete them all under Review, or export the PDF without them, and bring it again.',
  ],
  change: [
    'It has changes that nobody accepted, and what was taken out can still be read',
    'Under Review accept all changes and stop tracking; bring it again.',
  ],
  hidden: ['Something in it is hidden, and whoever takes it can show it', 'Delete what is hidden, or say that it may be read.'],
  notes: ['It has speaker’s notes', 'Say that they are meant for whoever teaches with it, or take them out under Inspect Document.'],
  place: ['A picture in it says where it was taken', 'Save the picture again without its location, and bring the file again.'],
  attachment: ['Other files hang in it', 'Take them out, or bring them as files of their own, where they are looked into.'],
  field: ['A form in it is filled in', 'Empty the form, and bring it again.'],
};

/** What lies in a file that one does not see when one reads it: data of learners and patients hides there. */
function traceFindings({ id, name, look }: CheckedFile, { authors, licenceHolder }: VersionSaid): Finding[] {
  const known = [...authors.flatMap((author) => [author.name, author.affiliation]), licenceHolder].filter((each) => each !== null);
  const isKnown = ({ kind, words }: Trace) => kind === 'maker' && known.some((each) => each.toLowerCase().includes(words.toLowerCase()));
  const traces = (look?.traces ?? []).filter((trace) => !isKnown(trace));
  return [...Map.groupBy(traces, ({ kind }) => kind)].map(([kind, those]): Finding => {
    const [found, remedy] = traceWords[kind];
    const shown = those
      .slice(0, 6)
      .map(({ place, words }) => [place, words && (kind === 'change' ? words : `“${words}”`)].filter(Boolean).join(': '));
    const more = those.length > shown.length ? [`${those.length - shown.length} more`] : [];
    const telling = tellingWords(
      those.map(({ words }) => words).join('\n'),
      authors.map((author) => author.name),
    ).filter(() => kind !== 'maker' && kind !== 'place');
    const people =
      telling.length > 0
        ? ` It may tell of a patient or a learner: ${listed(telling.flatMap((each) => each.found.slice(0, 3).map((words) => `“${words}”`)))}.`
        : '';
    return {
      ...{
        key: `trace:${id}:${kind}:${sumOf(those.map(({ place, words }) => `${place} ${words}`))}`,
        weight: 'asks',
        about: 'people',
        place: name,
      },
      found: `${found}. ${[...shown, ...more].join('; ')}.${people}`,
      remedy,
    };
  });
}

const kindWords: Readonly<Record<string, string>> = {
  date: 'days of the calendar',
  name: 'names with a title',
  'age over 89': 'ages over 89',
  'phone number': 'phone numbers',
  'ZIP code': 'ZIP codes',
  street: 'streets',
};

function peopleFindings({ said, files }: Checked): Finding[] {
  const known = said.authors.map(({ name }) => name);
  const texts = [
    { id: 'summary', place: 'The sentence', text: said.summary },
    { id: 'description', place: 'The description', text: said.description },
    ...files.map(({ id, name, words }) => ({ id, place: name, text: words })),
  ];
  return texts.flatMap(({ id, place, text }) =>
    tellingWords(text, known).map(({ kind, found }): Finding => {
      const shown = found.slice(0, 6).map((each) => `“${each.replace(/\s+/g, ' ')}”`);
      const more = found.length > shown.length ? [`${found.length - shown.length} more`] : [];
      return {
        ...{ key: `people:${id}:${kind}:${sumOf(found)}`, weight: 'asks', about: 'people', place },
        found: `It may tell of a patient or a learner: ${kindWords[kind] ?? `a ${kind}`}: ${listed([...shown, ...more])}.`,
        remedy: 'Take it out, or say that it is invented or nobody’s.',
      };
    }),
  );
}

function linkFindings(checked: Checked): Finding[] {
  const known = new Map(checked.links.map((link) => [link.url, link]));
  const wanted = linksToLookBehind(checked);
  const waiting = wanted.filter((url) => !known.has(url));
  const found = wanted.flatMap((url): Finding[] => {
    const link = known.get(url);
    if (!link || link.outcome === 'works') return [];
    const weight = link.outcome === 'unanswered' ? 'notes' : 'asks';
    return [
      {
        key: `link:${url}`,
        weight,
        about: 'links',
        place: url,
        found: link.words,
        remedy: 'Correct the link, take it out, or say why it stands.',
      },
    ];
  });
  if (waiting.length === 0) return found;
  const words = `${count(waiting.length, 'link has', 'links have')} not been looked behind yet.`;
  return [
    { key: 'links', weight: 'blocks', about: 'links', place: 'Links', found: words, remedy: 'Look behind them; it takes a moment.' },
    ...found,
  ];
}

/** A short name of what was found (FNV-1a), so that an answer ends when something else is found. */
function sumOf(found: readonly string[]): string {
  let sum = 0x811c9dc5;
  for (const letter of [...found].sort().join('\n')) sum = Math.imul(sum ^ letter.codePointAt(0)!, 0x01000193) >>> 0;
  return sum.toString(16).padStart(8, '0');
}
