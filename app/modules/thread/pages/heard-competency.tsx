import type { Scope } from '#app/platform/scope.server.ts';
import { memberOf, scoped } from '#app/platform/web.server.ts';
import { Page, Section } from '#app/ui/page.tsx';
import { itemReading } from '../../competencies/published/queries.server.ts';
import { itemIdOf } from '../../competencies/published/schema.ts';
import { needBoard } from '../../faculty/needs/queries.server.ts';
import { NeedSearch } from '../../faculty/needs/schema.ts';
import { needSeatOf } from '../../faculty/needs/seat.ts';
import { foundEntries } from '../../faculty/registry/queries.server.ts';
import { RegistrySearch } from '../../faculty/registry/schema.ts';
import { mayReadNeeds } from '../../faculty/rules.ts';
import { LessonList } from '../../lessons/parts/lesson-list.tsx';
import { lessonsAbout } from '../../lessons/queries.server.ts';
import { lessonSeatOf } from '../../lessons/seat.ts';
import { intervalWords, sizeWords } from '../../practice/cohort/interval.ts';
import { collaborativeCohorts, countedTerms } from '../../practice/cohort/queries.server.ts';
import { cohortSeat, mayReadCohorts } from '../../practice/cohort/rules.ts';
import { termName } from '../../practice/cohort/term.ts';
import { CompetencyFaculty } from '../parts/competency-faculty.tsx';
import { HeardThemes } from '../parts/heard.tsx';
import { heardAbout } from '../theme-queries.server.ts';
import type { Route } from './+types/heard-competency';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const stableId = itemIdOf(params.item);
  const member = memberOf(context, request);
  // What schools share with each other is read for one's own school.
  const lessons = await scoped({ context, request, slug: lessonSeatOf(member) }, (scope) => lessonsAbout(scope, stableId));
  const faculty = await scoped({ context, request, slug: needSeatOf(member, null) }, (scope) => facultyAbout(scope, stableId));
  const practice = await scoped({ context, request, slug: cohortSeat(member) }, (scope) => practiceAbout(scope, stableId));
  return scoped({ context, request }, async (scope) => {
    const { version, item } = await itemReading(scope, { slug: params.framework, stableId });
    return { version, item, lessons, faculty, practice, heard: await heardAbout(scope, stableId) };
  });
}

/** Needs about a competency and how many are ready to teach it, as far as whoever asks may see; null for whoever sees none. */
async function facultyAbout(scope: Scope, competency: string) {
  if (!mayReadNeeds(scope.actor)) return null;
  const { needs } = await needBoard(scope, NeedSearch.parse({ competency }));
  const ready = await foundEntries(scope, RegistrySearch.parse({ competency }));
  return { needs: needs.map(({ id, title, school }) => ({ id, title, whose: school ?? 'the collaborative' })), ready: ready.length };
}

/** How many students tried a competency, over all classes that are shown, in the half-year that was counted last. */
async function practiceAbout(scope: Scope, competency: string) {
  const [term] = mayReadCohorts(scope.actor) ? await countedTerms(scope) : [];
  const all = term === undefined ? null : await collaborativeCohorts(scope, term);
  const tried = all?.figures.find(({ measure, stableId }) => measure === 'tried' && stableId === competency);
  return all && tried && term !== undefined
    ? { termName: termName(term), tried: intervalWords(tried, all.size), of: sizeWords(all.size) }
    : null;
}

export default function HeardCompetency({ loaderData: { version, item, lessons, faculty, practice, heard } }: Route.ComponentProps) {
  const title = item.shortTitle ?? item.title;
  return (
    <Page
      title={title}
      lead="What the collaborative agreed on, and what was heard about it."
      crumbs={[{ label: 'Competencies', to: '/w/competencies' }, { label: item.code === null ? 'One item' : `Item ${item.code}` }]}
    >
      <title>{`${title} · What was heard · Concord`}</title>
      <blockquote className="statement">
        <p className="reader-words">{item.text}</p>
      </blockquote>
      <p className="source">
        <a href={`/frameworks/${version.slug}/items/${item.stableId}`}>
          Its page in {version.title}, version {version.number}
        </a>
      </p>
      <HeardThemes {...heard} />
      <CompetencyFaculty competency={item.stableId} {...{ faculty, practice }} />
      {lessons.length > 0 && (
        <Section title="What schools tried">
          <LessonList lessons={lessons} isInside />
          <p>
            <a href={`/w/lessons?competency=${item.stableId}`}>The same as a list to narrow down</a>
          </p>
        </Section>
      )}
    </Page>
  );
}
