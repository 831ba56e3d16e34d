import { data, redirect } from 'react-router';
import { addressed } from '#app/platform/form.ts';
import { as } from '#app/platform/scope.server.ts';
import { type Acted, actorOf, answerForm, answering, scoped } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { Downloads } from '#app/ui/downloads.tsx';
import { FormErrors } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { mayKeepFrameworks } from '../../rules.ts';
import { relate, unrelate } from '../commands.server.ts';
import { relationPhrases } from '../crosswalk.ts';
import { named, RelationForm } from '../parts/relation-form.tsx';
import { crosswalk, type Line } from '../queries.server.ts';
import { CrosswalkPath, NewRelation, OldRelation } from '../schema.ts';
import type { Route } from './+types/crosswalk';

export function loader({ context, params, request }: Route.LoaderArgs) {
  const { searchParams } = new URL(request.url);
  return scoped({ context, request }, async (scope) => {
    return {
      ...(await crosswalk(scope, addressed(CrosswalkPath, params, 'This crosswalk'))),
      mayRelate: mayKeepFrameworks(scope.actor),
      done: searchParams.get('done'),
      item: searchParams.get('item'),
    };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const actor = await actorOf({ context, request });
  const form = await request.formData();
  const acted: Acted = await answering(() =>
    form.get('act') === 'unrelate'
      ? answerForm('unrelate', { schema: OldRelation, form }, async ({ association }) => {
          await as(actor, (scope) => unrelate(scope, association));
          return undefined;
        })
      : answerForm('relate', { schema: NewRelation, form }, async (said) => {
          await as(actor, (scope) => relate(scope, said));
          return `&item=${said.from}`;
        }),
  );
  const address = `/w/competencies/crosswalks/${params.from}/${params.to}`;
  return acted.ok ? redirect(`${address}${acted.done}`) : data(acted.refused, { status: acted.status });
}

export default function CrosswalkPage({ loaderData, actionData }: Route.ComponentProps) {
  const { from, to, fromItems, lines, mayRelate, done, item } = loaderData;
  const title = `${from.title} and ${to.title}`;
  const address = `/w/competencies/crosswalks/${from.slug}/${to.slug}`;
  const competencies = fromItems.filter(({ kind }) => kind === 'competency');
  const related = new Set(lines.map((line) => line.from.stableId));
  const open = competencies.filter(({ stableId }) => !related.has(stableId));
  return (
    <Page
      title={title}
      lead="Read from the first framework to the second. A relation is a person’s word, or stood in a framework that was brought in."
      crumbs={[
        { label: 'Competencies', to: '/w/competencies' },
        { label: 'Crosswalks', to: '/w/competencies/crosswalks' },
        { label: `${from.title} and ${to.title}` },
      ]}
    >
      <title>{`${actionData ? 'Error: ' : ''}Crosswalk: ${title} · Concord`}</title>
      <FormErrors
        errors={actionData?.errors ?? []}
        labels={{ from: 'Item', to: 'Item of the other framework', relation: 'Relation', note: 'Note' }}
      />
      {!actionData && done === 'relate' && (
        <Note kind="success" title="The relation is saved" isAnswer>
          Coverage that is carried across this crosswalk uses it from now on.
        </Note>
      )}
      {!actionData && done === 'unrelate' && (
        <Note kind="success" title="The relation is taken back" isAnswer>
          Nothing is carried by it any more.
        </Note>
      )}
      <p>
        {`${count(lines.length, 'relation', 'relations')}. ${related.size.toLocaleString('en')} of ${count(competencies.length, 'competency', 'competencies')} of “${from.title}” have one.`}{' '}
        <a href={`/w/competencies/crosswalks/${to.slug}/${from.slug}`}>Read it the other way round</a>
      </p>
      {lines.length > 0 && (
        <>
          <Table
            caption="Relations"
            isCaptionHidden
            rows={[...lines]}
            rowKey={({ id }) => id}
            columns={[
              { key: 'from', label: from.title, cell: (line) => named(line.from) },
              { key: 'relation', label: 'Relation', phone: 'bare', cell: ({ relation }) => relationPhrases[relation] },
              { key: 'to', label: to.title, phone: 'bare', cell: (line) => named(line.to) },
              ...(lines.some(({ note }) => note) ? [{ key: 'note', label: 'Note', cell: ({ note }: Line) => note ?? '' }] : []),
              ...(mayRelate ? [{ key: 'act', label: 'Act', phone: 'line' as const, cell: (line: Line) => <TakeBack line={line} /> }] : []),
            ]}
          />
          <Downloads of="All relations" address={address} />
        </>
      )}
      {open.length > 0 && (
        <Section title="Without a relation">
          <ul>
            {open.map((each) => (
              <li key={each.id}>{mayRelate ? <a href={`${address}?item=${each.id}#relate`}>{named(each)}</a> : named(each)}</li>
            ))}
          </ul>
        </Section>
      )}
      {mayRelate && (
        <Section title="Say how two items stand to each other" id="relate">
          <RelationForm data={loaderData} item={item} sent={actionData?.act === 'relate' ? actionData : undefined} />
        </Section>
      )}
    </Page>
  );
}

function TakeBack({ line: { id, from, to } }: { line: Line }) {
  return (
    <form method="post">
      <input type="hidden" name="act" value="unrelate" />
      <input type="hidden" name="association" value={id} />
      <Button kind="quiet" aria-label={`Take back: ${named(from)} and ${named(to)}`}>
        Take back
      </Button>
    </form>
  );
}
