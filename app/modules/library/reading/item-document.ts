import type { CsvValue } from '#app/platform/csv.ts';
import type { Author, VersionSaid } from '../items/schema.ts';
import { type LicenceId, licenceOf } from '../licences.ts';
import type { ItemKind, Phase } from '../schema.ts';

/** A competency as an item names it. */
type NamedCompetency = { readonly stableId: string; readonly code: string; readonly shortTitle: string };
/** An item in one version as its files say it. `owner`: who keeps it; `cite`: how to cite it. */
export type WrittenItem = {
  readonly slug: string;
  readonly owner: string;
  readonly address: string;
  readonly cite: string;
  readonly version: VersionSaid & { readonly number: number; readonly publishedAt: Date | null };
  readonly competencies: readonly NamedCompetency[];
  readonly files: readonly {
    readonly id: string;
    readonly name: string;
    readonly type: string;
    readonly bytes: number;
    readonly sha256: string;
  }[];
};

/** The competencies of an item among those that are mapped against today, in their order. */
export function namedCompetencies<Each extends NamedCompetency>(ids: readonly string[], all: readonly Each[]): Each[] {
  return all.filter(({ stableId }) => ids.includes(stableId));
}

/** An item as JSON. */
export function itemDocument({ slug, owner, address, cite, version, competencies, files }: WrittenItem) {
  const { title, kind, summary, description, phases, minutes, groupFrom, groupTo, facilitators, format, authors, licence } = version;
  return {
    ...{
      slug,
      title,
      kind,
      address,
      version: version.number,
      publishedAt: version.publishedAt?.toISOString() ?? null,
      keptBy: owner,
      summary,
      description,
    },
    competencies: competencies.map(({ code, shortTitle }) => ({ code, title: shortTitle })),
    ...{ phases, minutes, group: { from: groupFrom, to: groupTo }, facilitatorsPerGroup: facilitators, format },
    authors: authors.map((author) => ({ ...author, isVerified: false })),
    licence:
      licence === null
        ? null
        : { id: licence, name: licenceOf(licence)!.name, deed: licenceOf(licence)!.deed, holder: version.licenceHolder },
    elsewhere: version.elsewhereUrl,
    whatChanged: version.whatChanged,
    adapts:
      version.adaptsCredit === null
        ? null
        : { credit: version.adaptsCredit, licence: version.adaptsLicence, address: version.adaptsUrl, whatChanged: version.adaptsChanged },
    files: files.map(({ name, type, bytes, sha256 }) => ({ name, type, bytes, sha256 })),
    cite,
  };
}

/** What stands in a package beside the files: who may do what with it, in plain words, with the address of the licence. */
export function licenceNotice({ version, owner, cite, address }: WrittenItem): string {
  const licence = licenceOf(version.licence);
  const holder = version.licenceHolder ?? (version.authors.map(({ name }) => name).join(', ') || owner);
  const lines = [
    `${version.title}, version ${version.number}`,
    `Rights: ${holder}`,
    `Licence: ${licence?.name ?? 'none stated'}`,
    ...(licence?.deed ? [`Its summary: ${licence.deed}`, 'Its text: LICENCE-TEXT.txt'] : []),
    '',
    licence?.plain ?? 'Nobody has said what others may do with it. Ask before you use it.',
    ...(version.adaptsCredit === null
      ? []
      : [
          '',
          `Adapted from: ${version.adaptsCredit} ${version.adaptsUrl ?? ''}`.trim(),
          `What was changed: ${version.adaptsChanged ?? 'not said'}`,
        ]),
    '',
    'When you use it, name it like this:',
    cite,
    '',
    `From: ${address}`,
  ];
  return `${lines.join('\r\n')}\r\n`;
}

type Listed = {
  readonly slug: string;
  readonly title: string;
  readonly kind: ItemKind;
  readonly summary: string;
  readonly owner: string | null;
  readonly competencies: readonly string[];
  readonly phases: readonly string[];
  readonly minutes: number | null;
  readonly groupFrom: number | null;
  readonly groupTo: number | null;
  readonly facilitators: number | null;
  readonly format: string | null;
  readonly authors: readonly Author[];
  readonly licence: LicenceId | null;
  readonly number: number;
  readonly publishedAt: Date;
};
type Beside = { readonly competencies: readonly NamedCompetency[]; readonly collaborative: string; readonly origin: string };

/** A list of items as JSON. */
export function listDocument(rows: readonly Listed[], { competencies, collaborative, origin }: Beside) {
  return rows.map(({ owner, publishedAt, number, slug, ...row }) => ({
    ...{
      slug,
      ...row,
      address: `${origin}/library/${slug}`,
      keptBy: owner ?? collaborative,
      version: number,
      publishedAt: publishedAt.toISOString(),
    },
    competencies: namedCompetencies(row.competencies, competencies).map(({ code }) => code),
    phases: row.phases as Phase[],
    authors: row.authors.map(({ name }) => name),
  }));
}

/** A list of items as lines of a CSV. */
export function listLines(rows: readonly Listed[], beside: Beside): CsvValue[][] {
  return [
    [
      'title',
      'kind',
      'sentence',
      'kept by',
      'authors',
      'competencies',
      'phases',
      'minutes',
      'group from',
      'group to',
      'facilitators a group',
      'format',
      'licence',
      'version',
      'published',
      'address',
    ],
    ...listDocument(rows, beside).map((row): CsvValue[] => [
      ...[
        row.title,
        row.kind,
        row.summary,
        row.keptBy,
        row.authors.join('; '),
        row.competencies.join('; '),
        row.phases.join('; '),
        row.minutes,
      ],
      ...[row.groupFrom, row.groupTo, row.facilitators, row.format, row.licence, row.version, row.publishedAt.slice(0, 10), row.address],
    ]),
  ];
}
