import { scoped } from '#app/platform/web.server.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { Downloads } from '#app/ui/downloads.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { Field } from '#app/ui/field.tsx';
import { FormErrors } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { keywordLabels, WordFields } from '../../keywords/parts/keyword-fields.tsx';
import { Defined } from '../../parts/defined.tsx';
import { Marked } from '../../parts/marked.tsx';
import { Years } from '../../parts/years.tsx';
import { trialOnYear } from '../trial-queries.server.ts';
import { trialSearch } from '../trial-search.ts';
import type { Route } from './+types/trial';

export function loader({ context, params, request }: Route.LoaderArgs) {
  const { search, values, errors } = trialSearch(request);
  return scoped({ context, request, slug: params.school }, async (scope) => {
    const { chosen, standing, ...tried } = await trialOnYear(scope, search);
    const named = (list: typeof standing) => list && { id: list.id, name: list.name, version: list.version };
    const keywords = chosen?.keywords.map(({ stableId, phrase, code }) => ({ value: stableId, label: `${phrase} (${code})` })) ?? [];
    return { ...tried, standing: named(standing), chosen: named(chosen), keywords, values, errors, search: new URL(request.url).search };
  });
}

type Data = Route.ComponentProps['loaderData'];
type Hits = NonNullable<Data['trial']>['added'];

export default function TrialPage({ loaderData }: Route.ComponentProps) {
  const { school, year, years, standing, errors } = loaderData;
  const base = `/w/curriculum/${school.slug}`;
  return (
    <Page
      title="Try keywords"
      lead="See what a list or a word would add and lose among your own activities, before anybody scans with it. Nothing is kept."
      crumbs={[{ label: 'Curriculum', to: base }, { label: 'Scan', to: `${base}/scan` }, { label: 'Try' }]}
    >
      <title>{`${errors.length > 0 ? 'Error: ' : ''}Try keywords · ${school.name} · Concord`}</title>
      <FormErrors errors={errors} labels={keywordLabels} />
      {year === null || standing === null ? (
        <Empty title="Nothing to try on yet" act={<ButtonLink href={`${base}/scan`}>Go to the keyword scan</ButtonLink>}>
          {year === null
            ? 'Words are tried on the activities that your school brought in. None are here yet.'
            : 'The collaborative has no keyword list in use yet to compare with.'}
        </Empty>
      ) : (
        <>
          <Years years={years} year={year} />
          <Outcome data={loaderData} base={base} />
          <Form data={loaderData} />
        </>
      )}
      <Defined figures={['hit', 'activities-scanned']} />
    </Page>
  );
}

function Form({ data: { year, lists, chosen, keywords, values, errors, replaced } }: { data: Data }) {
  const words = {
    phrase: values.phrase ?? replaced?.phrase,
    synonyms: values.synonyms ?? replaced?.synonyms.join('\n'),
    exclusions: values.exclusions ?? replaced?.exclusions.join('\n'),
    context: values.context ?? replaced?.context.join('\n'),
  };
  return (
    <form method="get" className="form" noValidate>
      <input type="hidden" name="year" value={year ?? ''} />
      <Field
        kind="select"
        name="list"
        label="List"
        value={chosen?.id}
        options={lists.map(({ id, name, version, status, isCurrent }) => ({
          value: id,
          label: `${name}, version ${version}${status === 'draft' ? ' (draft)' : isCurrent ? ' (in use)' : ''}`,
        }))}
        isWide
      />
      <Section title="A word of your own">
        <p className="muted">Leave the phrase empty to try the list as it is.</p>
        <Field
          kind="select"
          name="keyword"
          label="In the place of"
          value={values.keyword ?? ''}
          options={[{ value: '', label: 'none: one more keyword' }, ...keywords]}
          isWide
        />
        <WordFields values={words} errors={errors} />
      </Section>
      <p className="bar">
        <Button kind="primary">Try it on {year}</Button>
      </p>
    </form>
  );
}

function Outcome({ data: { trial, standing, chosen, values, search }, base }: { data: Data; base: string }) {
  if (trial === null || standing === null || chosen === null) return null;
  const { added, lost, keywords, activities } = trial;
  const differing = new Set([...added, ...lost].map(({ keywordId }) => keywordId));
  const changed = keywords.filter(({ stableId }) => differing.has(stableId));
  const what = values.phrase ? `“${values.phrase}”` : `${chosen.name}, version ${chosen.version},`;
  return (
    <>
      <Note kind="plain" title={`${what} would add ${count(added.length, 'hit', 'hits')} and lose ${lost.length}`} isAnswer>
        <p>
          {count(activities, 'activity', 'activities')} read with {standing.name}, version {standing.version}, as it stands, and as it is
          tried.
        </p>
      </Note>
      {changed.length > 0 && (
        <Table
          caption="Activities in which a keyword is found"
          rows={changed}
          rowKey={({ stableId }) => stableId}
          columns={[
            { key: 'keyword', label: 'Keyword', cell: ({ phrase }) => <Tag>{phrase}</Tag> },
            { key: 'before', label: 'As it stands', isNumber: true, cell: ({ before }) => before },
            { key: 'after', label: 'As tried', isNumber: true, cell: ({ after }) => after },
          ]}
        />
      )}
      <HitList title="What it would add" hits={added} base={base} />
      <HitList title="What it would lose" hits={lost} base={base} />
      {added.length + lost.length > 0 && <Downloads of="What it would add and lose" address={`${base}/scan/try`} search={search} />}
    </>
  );
}

const shown = 50;

function HitList({ title, hits, base }: { title: string; hits: Hits; base: string }) {
  if (hits.length === 0) return null;
  return (
    <Section title={title}>
      <Table
        caption={title}
        isCaptionHidden
        count={hits.length > shown ? `The first ${shown} of ${count(hits.length, 'hit', 'hits')}` : count(hits.length, 'hit', 'hits')}
        rows={hits.slice(0, shown)}
        rowKey={({ activityId, keywordId }) => `${activityId} ${keywordId}`}
        columns={[
          {
            key: 'activity',
            label: 'Activity',
            cell: ({ activityId, title: name }) => <a href={`${base}/activities/${activityId}`}>{name}</a>,
          },
          { key: 'keyword', label: 'Keyword', cell: ({ phrase }) => <Tag kind="suggestion">{phrase}</Tag> },
          { key: 'sentence', label: 'Sentence', phone: 'bare', cell: (hit) => <Marked {...hit} /> },
        ]}
      />
    </Section>
  );
}
