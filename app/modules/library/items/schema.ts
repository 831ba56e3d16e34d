import * as z from 'zod';
import type { FieldError } from '#app/platform/form.ts';
import { type LicenceId, licenceIds } from '../licences.ts';
import { type Format, formats, type ItemKind, itemKinds, type Phase, phases, type Visibility, visibilities } from '../schema.ts';
import { orcidOf } from './orcid.ts';

const text = (most: number) =>
  z
    .string()
    .trim()
    .max(most, `At most ${most.toLocaleString('en')} characters`)
    .default('');
const orNull = (most: number) => text(most).transform((said) => said || null);
const whole = (least: number, most: number, wrong: string) =>
  z
    .string()
    .trim()
    .default('')
    .transform((said) => (said === '' ? null : Number(said)))
    .refine((number) => number === null || (Number.isInteger(number) && number >= least && number <= most), wrong);
/** An address that a reader can follow: http or https, and no name and password in it. */
const webAddress = z
  .string()
  .trim()
  .max(2000, 'At most 2,000 characters')
  .default('')
  .refine((said) => said === '' || isWebAddress(said), 'Write a whole address, as https://example.org/page')
  .transform((said) => said || null);
const chosen = <Value extends string>(values: readonly [Value, ...Value[]]) =>
  z
    .enum(values)
    .or(z.literal(''))
    .default('')
    .transform((said) => (said === '' ? null : said));

/** True for an address that may stand as a link: http(s), without a name and password. */
function isWebAddress(said: string): boolean {
  const url = URL.parse(said);
  return url !== null && /^https?:$/.test(url.protocol) && url.hostname.includes('.') && url.username === '' && url.password === '';
}

/** An author in order, as whoever keeps the item states them; nothing of it is verified. */
export type Author = { readonly name: string; readonly affiliation: string | null; readonly orcid: string | null };

/** What a version says of itself. Null where nobody has said. */
export type VersionSaid = {
  readonly title: string;
  readonly kind: ItemKind;
  readonly visibility: Visibility;
  readonly summary: string;
  readonly description: string;
  readonly competencies: readonly string[];
  readonly phases: readonly Phase[];
  readonly minutes: number | null;
  readonly groupFrom: number | null;
  readonly groupTo: number | null;
  readonly facilitators: number | null;
  readonly format: Format | null;
  readonly authors: readonly Author[];
  readonly licence: LicenceId | null;
  readonly licenceHolder: string | null;
  readonly elsewhereUrl: string | null;
  readonly whatChanged: string | null;
  readonly adaptsCredit: string | null;
  readonly adaptsLicence: LicenceId | null;
  readonly adaptsUrl: string | null;
  readonly adaptsChanged: string | null;
};

const Fields = z
  .object({
    title: text(200).refine((said) => said !== '', 'Write a title'),
    kind: z.enum(itemKinds, 'Choose what it is'),
    visibility: z.enum(visibilities, 'Choose who may read it').default('school'),
    summary: text(500),
    description: text(60_000),
    minutes: whole(1, 100_000, 'Write whole minutes, as 45'),
    groupFrom: whole(1, 10_000, 'Write a whole number of learners'),
    groupTo: whole(1, 10_000, 'Write a whole number of learners'),
    facilitators: whole(0, 1000, 'Write a whole number; 0 where nobody is needed'),
    format: chosen(formats),
    licence: chosen(licenceIds),
    licenceHolder: orNull(200),
    elsewhereUrl: webAddress,
    whatChanged: orNull(4000),
    adaptsCredit: orNull(1000),
    adaptsLicence: chosen(licenceIds),
    adaptsUrl: webAddress,
    adaptsChanged: orNull(4000),
  })
  .refine(({ groupFrom, groupTo }) => groupFrom === null || groupTo === null || groupFrom <= groupTo, {
    path: ['groupTo'],
    message: 'The largest group is at least as large as the smallest',
  });

/** Authors that a form can hold. */
export const mostAuthors = 20;

/** A version from its form, or every mistake. Competencies and phases are checkboxes `competency.<stable id>` and `phase.<phase>`, authors rows `author.<n>.name` in their order. */
export function readVersion(
  values: Readonly<Record<string, string>>,
): { readonly ok: true; readonly said: VersionSaid } | { readonly ok: false; readonly errors: FieldError[] } {
  const fields = Fields.safeParse(values);
  const errors: FieldError[] = fields.error?.issues.map(({ path, message }) => ({ field: path.join('.'), message })) ?? [];
  const authors: Author[] = [];
  for (let at = 0; at < mostAuthors; at++) {
    const said = (part: string) => (values[`author.${at}.${part}`] ?? '').trim();
    const name = said('name');
    const orcid = said('orcid') === '' ? null : orcidOf(said('orcid'));
    if (name === '' && said('orcid') === '' && said('affiliation') === '') continue;
    if (name === '') errors.push({ field: `author.${at}.name`, message: 'Write the name, or empty the row' });
    if (said('orcid') !== '' && orcid === null)
      errors.push({ field: `author.${at}.orcid`, message: 'This is no ORCID: its last digit does not fit the others. Copy it again' });
    if (Math.max(name.length, said('affiliation').length) > 200)
      errors.push({ field: `author.${at}.name`, message: 'At most 200 characters for a name and for where somebody works' });
    authors.push({ name, affiliation: said('affiliation') || null, orcid });
  }
  const checked = (prefix: string) => Object.keys(values).flatMap((name) => (name.startsWith(prefix) ? [name.slice(prefix.length)] : []));
  const competencies = checked('competency.').filter((id) => z.uuid().safeParse(id).success);
  if (!fields.success || errors.length > 0) return { ok: false, errors };
  const chosenPhases = phases.filter((phase) => values[`phase.${phase}`] !== undefined);
  return { ok: true, said: { ...fields.data, competencies, phases: chosenPhases, authors } };
}

/** A new item: its title and what it is. */
export const NewItem = z.object({
  title: text(200).refine((said) => said !== '', 'Write a title'),
  kind: z.enum(itemKinds, 'Choose what it is'),
});
export type NewItem = z.infer<typeof NewItem>;

/** Authors as they lie in a row. */
export const Authors = z.array(z.object({ name: z.string(), affiliation: z.string().nullable(), orcid: z.string().nullable() }));

/** What a list is narrowed to, from an address; what it cannot read narrows nothing. */
export const ListSearch = z.object({
  q: text(200).catch(''),
  kind: z.enum(itemKinds).optional().catch(undefined),
  competency: z.string().min(1).max(40).optional().catch(undefined),
  phase: z.enum(phases).optional().catch(undefined),
  duration: z.enum(['half-hour', 'hour', 'half-day', 'longer']).optional().catch(undefined),
  licence: z.enum(licenceIds).optional().catch(undefined),
  sort: z.enum(['title', '-title', 'published', '-published', 'minutes', '-minutes']).optional().catch(undefined),
  page: z.coerce.number().int().min(1).catch(1).default(1),
});
export type ListSearch = z.infer<typeof ListSearch>;
