import { redirect } from 'react-router';
import { wilsonInterval } from '#app/maths/intervals.ts';
import { scoped } from '#app/platform/web.server.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { Downloads } from '#app/ui/downloads.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { versionPath } from '../../keywords/address.ts';
import { listTitle } from '../../keywords/keyword-list.ts';
import { Defined } from '../../parts/defined.tsx';
import { Years } from '../../parts/years.tsx';
import { mayBringIn, mayReview } from '../../rules.ts';
import { ChosenYear } from '../../schema.ts';
import { scanCurriculum } from '../commands.server.ts';
import { scanOverview } from '../queries.server.ts';
import { countedKeywords } from '../written.ts';
import type { Route } from './+types/scan';

export function loader({ context, params, request }: Route.LoaderArgs) {
  const { year } = ChosenYear.parse(Object.fromEntries(new URL(request.url).searchParams));
  return scoped({ context, request, slug: params.school }, async (scope) => {
    const { counts, list, ...overview } = await scanOverview(scope, year);
    const keywords = countedKeywords({ list, counts });
    const waiting = counts.reduce((sum, { open }) => sum + open, 0);
    return { ...overview, list, keywords, waiting, mayScan: mayReview(scope.actor), mayBringIn: mayBringIn(scope.actor) };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const { year } = ChosenYear.parse(Object.fromEntries(await request.formData()));
  await scoped({ context, request, slug: params.school }, (scope) => scanCurriculum(scope, { year }));
  return redirect(year ? `?year=${year}&scanned=1` : '?scanned=1');
}

type Data = Route.ComponentProps['loaderData'];

export default function Scan({ loaderData }: Route.ComponentProps) {
  const { school, year, years, list, activities, lastScan, mayScan, mayBringIn: may } = loaderData;
  const base = `/w/curriculum/${school.slug}`;
  return (
    <Page
      title="Keyword scan"
      lead="Look for the words of the keyword list in every activity, so that you review what is likely instead of reading everything."
      crumbs={[{ label: 'Curriculum', to: base }, { label: 'Scan' }]}
    >
      <title>{`Keyword scan · ${school.name} · Concord`}</title>
      {year === null ? (
        <Empty title="Nothing to scan yet" act={may && <ButtonLink href={`${base}/imports/new`}>Bring in a curriculum</ButtonLink>}>
          A scan reads the titles, descriptions, objectives and keywords of the activities that your school brought in. None are here yet.
        </Empty>
      ) : (
        <>
          <Years years={years} year={year} />
          {lastScan && <LastScan data={loaderData} base={base} />}
          {mayScan && list && (
            <form method="post" className="form">
              <input type="hidden" name="year" value={year} />
              <p>
                The scan reads {count(activities, 'activity', 'activities')} of {year} once for all {list.keywords.length} keywords. What it
                finds is a suggestion until somebody answers. What was answered before stays as it is.
              </p>
              <Button kind={lastScan ? 'plain' : 'primary'}>{lastScan ? `Scan ${year} again` : `Scan ${year}`}</Button>
            </form>
          )}
        </>
      )}
      <Words data={loaderData} base={base} />
      <Defined figures={['hit', 'hits-by-keyword', 'activities-scanned', 'keyword-precision']} />
    </Page>
  );
}

function LastScan({ data: { lastScan, list, waiting, year, mayScan }, base }: { data: Data; base: string }) {
  if (!lastScan) return null;
  return (
    <Note
      kind="success"
      title={`${count(lastScan.hits, 'hit', 'hits')} of a keyword; ${count(lastScan.activities, 'activity', 'activities')} of ${year} read`}
      isAnswer
    >
      <p>
        {waiting > 0
          ? `${count(waiting, 'suggestion waits', 'suggestions wait')} for an answer. They come one at a time, course by course.`
          : 'Nothing waits for an answer.'}
      </p>
      {list && !lastScan.isOfList && (
        <p>
          The scan was with {lastScan.keywordList}. The list is now {listTitle(list)}: what that finds is known once {year} is scanned
          again.
        </p>
      )}
      <p className="bar">
        {waiting > 0 && mayScan ? (
          <ButtonLink kind="primary" href={`${base}/review?year=${year}`}>
            Review the suggestions
          </ButtonLink>
        ) : (
          <ButtonLink href={`${base}/coverage?year=${year}`}>See the coverage</ButtonLink>
        )}
      </p>
    </Note>
  );
}

function Words({ data: { list, round, keywords, year, lastScan, mayScan }, base }: { data: Data; base: string }) {
  if (!list)
    return (
      <Empty title="No keyword list yet">
        The keyword list is the collaborative’s, so that every school is scanned alike. Its convener has not chosen one yet; you can scan as
        soon as there is one.
      </Empty>
    );
  const review = (keyword: Data['keywords'][number]) =>
    keyword.open > 0 ? (
      <a href={`${base}/review?year=${year}&keyword=${keyword.id}`}>{keyword.open} to review</a>
    ) : keyword.hits > 0 ? (
      'all answered'
    ) : (
      'none'
    );
  const files = year === null ? '' : `?year=${year}`;
  return (
    <Section title="The keyword list">
      <p>
        {list.name}, version {list.version}
        {round && (
          <>
            , the list of the round <a href={`/w/curriculum/rounds/${round.slug}`}>{round.title}</a>
          </>
        )}
        . {list.note}. A word that ends in * also stands for every longer word that begins so.
      </p>
      <p className="bar">
        <ButtonLink href={versionPath(list)}>Read the whole list</ButtonLink>
        {mayScan && <ButtonLink href={`${base}/scan/try`}>Try other words</ButtonLink>}
        {lastScan && <ButtonLink href={`${base}/recall?year=${year}`}>What the list leaves out</ButtonLink>}
      </p>
      <Table
        caption="Keywords with the competency that each proposes"
        isCaptionHidden
        count={count(list.keywords.length, 'keyword', 'keywords')}
        rows={keywords}
        rowKey={({ id }) => id}
        columns={[
          { key: 'phrase', label: 'Keyword', cell: ({ phrase }) => <Tag>{phrase}</Tag> },
          { key: 'competency', label: 'Proposes competency', phone: 'bare', cell: ({ code, shortTitle }) => `${code} ${shortTitle}` },
          ...(lastScan?.isOfList
            ? [
                { key: 'hits', label: 'Hits', isNumber: true, cell: ({ hits }: { hits: number }) => hits },
                { key: 'accepted', label: 'Linked', isNumber: true, cell: ({ accepted }: { accepted: number }) => accepted },
                { key: 'precision', label: 'Precision', isNumber: true, cell: precisionOf },
                { key: 'open', label: 'Waiting', isNumber: true, cell: review },
              ]
            : []),
        ]}
      />
      <Downloads of={`All ${list.keywords.length}`} address={`${base}/scan`} search={files} />
    </Section>
  );
}

/** The share accepted of what was answered, with its interval: a few answers say little, and the width shows it. */
function precisionOf({ hits, open, accepted }: { hits: number; open: number; accepted: number }): string {
  const found = wilsonInterval(accepted, hits - open);
  if (found === null) return 'not known';
  const [share, lower, upper] = [found.share, found.lower, found.upper].map((each) => Math.round(each * 100));
  return `${share} % (${lower} to ${upper} %)`;
}
