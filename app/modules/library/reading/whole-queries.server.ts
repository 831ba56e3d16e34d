import { missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { collaborativeProfile } from '../../members/queries.server.ts';
import { filesOf, type LibraryFile } from '../files/queries.server.ts';
import { type CitedVersion, citedLine } from '../items/citing.ts';
import type { ComparedSearch } from '../items/compared.ts';
import { type Compared, differenceBetween } from '../items/difference.ts';
import {
  adaptationsOf,
  competencyChoices,
  itemNamed,
  publishedVersions,
  sourceOf,
  standingVersion,
  type Version,
  versionOf,
} from '../items/queries.server.ts';
import { brokenIn } from '../links/queries.server.ts';
import { reviewStage } from '../reviewing/clock.ts';
import { reviewsOf } from '../reviewing/queries.server.ts';
import { kindWords } from '../words.ts';
import { namedCompetencies } from './item-document.ts';

/** A file as whoever reads an item sees it. */
function shownFile({ id, name, type, bytes, sha256, previews, alternative, look, thirdPartyWords, missingSince }: LibraryFile) {
  return {
    id,
    name,
    type,
    bytes,
    sha256,
    previews,
    alternative,
    pages: look?.pages ?? null,
    thirdPartyWords,
    isMissing: missingSince !== null,
  };
}

/** A version of an item with everything that a page of it shows, as far as the reader may see it: the one that stands, or another by its number. `origin`: the address that people use. */
export async function wholeItem(scope: Scope, slug: string, { number, origin, now }: { number?: number; origin: string; now: Date }) {
  const item = await itemNamed(scope, slug);
  if (item.withdrawnAt !== null && !item.mayKeep) return { item, whole: null };
  const version = number === undefined ? await standingVersion(scope, item) : await versionOf(scope, item.id, number);
  const { name: collaborative } = await collaborativeProfile(scope);
  const files = await filesOf(scope, version);
  const owner = item.owner ?? collaborative;
  const cited: CitedVersion | null =
    version.publishedAt === null
      ? null
      : {
          ...{ slug, title: version.title, kind: kindWords[version.kind], number: version.number, authors: version.authors },
          ...{ publisher: owner, publishedAt: version.publishedAt, address: `${origin}/library/${slug}/versions/${version.number}` },
        };
  const all = await competencyChoices(scope);
  const source = await sourceOf(scope, version);
  const whole = {
    version,
    owner,
    cited,
    cite: cited && citedLine(cited),
    files: files.map(shownFile),
    competencies: namedCompetencies(version.competencies, all),
    source: source && { ...source, item: source.item && { slug: source.item.slug } },
    /** Addresses that this version leads to, and that lead nowhere any more. */
    broken: await brokenIn(scope, version),
    versions: await publishedVersions(scope, item.id),
    adaptations: (await adaptationsOf(scope, item.id)).map((each) => ({
      ...{ slug: each.slug, title: each.title, owner: each.owner ?? collaborative, visibility: each.visibility, number: each.adaptsNumber },
    })),
    reviews: await reviewsOf(scope, item.id),
    stage: item.reviewedAt === null ? ('fresh' as const) : reviewStage(item.reviewedAt, now),
  };
  return { item, whole };
}
/** A version with everything that a page of it shows. */
export type Whole = NonNullable<Awaited<ReturnType<typeof wholeItem>>['whole']>;

/** A version as it is compared with another. */
async function comparedVersion(scope: Scope, version: Version): Promise<Compared> {
  const competencies = namedCompetencies(version.competencies, await competencyChoices(scope));
  return {
    said: version,
    competencies: competencies.map(({ code, shortTitle }) => `${code} ${shortTitle}`),
    files: await filesOf(scope, version),
  };
}

/** Two versions of an item, or a version and what it adapts, with what they differ in. Without a later one it is the one that stands. */
export async function comparison(scope: Scope, slug: string, { from, to }: ComparedSearch) {
  const { forSchoolId: _, ...item } = await itemNamed(scope, slug);
  const later = to === undefined ? await standingVersion(scope, item) : await versionOf(scope, item.id, to);
  if (from === 'source' && (later.adaptsItemId === null || later.adaptsNumber === null)) throw missing('What this version adapts');
  const earlier =
    from === 'source' ? await versionOf(scope, later.adaptsItemId!, later.adaptsNumber!) : await versionOf(scope, item.id, from);
  const difference = differenceBetween(await comparedVersion(scope, earlier), await comparedVersion(scope, later));
  const before = from === 'source' ? `The source, version ${earlier.number}` : `Version ${earlier.number}`;
  return { item, difference, before, after: `Version ${later.number}` };
}
