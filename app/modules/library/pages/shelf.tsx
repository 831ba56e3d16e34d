import { scoped } from '#app/platform/web.server.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { dayIn } from '#app/ui/date.ts';
import { Downloads } from '#app/ui/downloads.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { zone } from '../../members/time-zone.ts';
import { adoptionsOf } from '../adoption/queries.server.ts';
import { ownShelf } from '../items/queries.server.ts';
import { reviewsWaiting } from '../reviewing/queries.server.ts';
import { mayBeginItem } from '../rules.ts';
import { itemAddress, schoolOfShelf } from '../shelf-name.ts';
import { visibilityWords } from '../words.ts';
import type { Route } from './+types/shelf';

export function loader({ context, params, request }: Route.LoaderArgs) {
  return scoped({ context, request, slug: schoolOfShelf(params.school) }, async (scope) => {
    const now = new Date();
    const { actor } = scope;
    return {
      shelf: params.school,
      name: actor.school?.name ?? 'The collaborative',
      items: await ownShelf(scope),
      uses: actor.school ? await adoptionsOf(scope, now) : [],
      due: await reviewsWaiting(scope, now),
      mayBegin: mayBeginItem(actor),
      isSchool: actor.school !== null,
      done: new URL(request.url).searchParams.get('done'),
    };
  });
}

const stageWords = { notice: 'soon due for review', due: 'due for review', caution: 'review late' } as const;

export default function Shelf({ loaderData }: Route.ComponentProps) {
  const { shelf, name, items, uses, due, mayBegin, isSchool, done } = loaderData;
  const stages = new Map(due.map(({ slug, stage }) => [slug, stage]));
  const begin = mayBegin && (
    <ButtonLink kind="primary" href={`/w/library/${shelf}/new`}>
      Begin an item
    </ButtonLink>
  );
  return (
    <Page
      title={`Library of ${isSchool ? name : 'the collaborative'}`}
      lead="What you keep for others to teach with, and what you use of theirs."
      crumbs={[{ label: 'Library', to: '/w/library' }, { label: 'Own shelf' }]}
    >
      <title>{`Library of ${isSchool ? name : 'the collaborative'} · Concord`}</title>
      {done === 'away' && <Note kind="success" isAnswer title="The draft is thrown away" />}
      {items.length === 0 ? (
        <Empty title="No item yet" act={begin}>
          A session, a case, a rubric or slides that you made can be read, used and adapted by the other schools here. You say who may, and
          a checklist looks for what would be in the way.
        </Empty>
      ) : (
        <>
          <p className="bar">{begin}</p>
          <Table
            caption="Own items"
            count={count(items.length, 'item', 'items')}
            rows={items}
            rowKey={({ id }) => id}
            columns={[
              { key: 'title', label: 'Item', cell: ({ slug, title }) => <a href={itemAddress(shelf, slug)}>{title}</a> },
              {
                key: 'state',
                label: 'State',
                phone: 'bare',
                cell: ({ withdrawnAt, publishedNumber, draft, slug }) => (
                  <>
                    {withdrawnAt ? (
                      <Tag kind="danger">withdrawn</Tag>
                    ) : (
                      publishedNumber !== null && <Tag kind="success">{`version ${publishedNumber}`}</Tag>
                    )}{' '}
                    {draft !== null && <Tag kind="attention">{`draft of version ${draft}`}</Tag>}{' '}
                    {stages.has(slug) && <Tag kind="attention">{stageWords[stages.get(slug)!]}</Tag>}
                  </>
                ),
              },
              { key: 'visibility', label: 'Read by', cell: ({ visibility }) => visibility && visibilityWords[visibility] },
              { key: 'reviewed', label: 'Reviewed', cell: ({ reviewedAt }) => reviewedAt && dayIn(reviewedAt, zone) },
              {
                key: 'acts',
                label: 'Next',
                phone: 'line',
                cell: ({ slug, draft }) =>
                  draft !== null &&
                  mayBegin && (
                    <a href={`${itemAddress(shelf, slug)}/edit`}>
                      Go on with the draft <span className="visually-hidden">of version {draft}</span>
                    </a>
                  ),
              },
            ]}
          />
          <Downloads of="All own items" address={`/w/library/${shelf}`} />
        </>
      )}
      {isSchool && (
        <Section title="What your school uses">
          {uses.length === 0 ? (
            <p>
              Nothing is noted yet. Open an item of the <a href="/w/library">library</a> and note where you use it: then you hear of its
              next version.
            </p>
          ) : (
            <Table
              caption="Uses"
              isCaptionHidden
              count={count(uses.length, 'use', 'uses')}
              rows={uses}
              rowKey={({ id }) => id}
              columns={[
                { key: 'item', label: 'Item', cell: ({ id, itemTitle }) => <a href={`/w/library/${shelf}/uses/${id}`}>{itemTitle}</a> },
                { key: 'course', label: 'Where', phone: 'bare', cell: ({ course, academicYear }) => `${course}, ${academicYear}` },
                { key: 'version', label: 'Version', isNumber: true, cell: ({ number }) => number },
                {
                  key: 'state',
                  label: 'State',
                  phone: 'bare',
                  cell: ({ isAsked, endedAt, standing, withdrawnAt }) => {
                    if (endedAt) return <Tag>ended</Tag>;
                    if (isAsked)
                      return <Tag kind="attention">{withdrawnAt ? 'withdrawn: waits for you' : `version ${standing} waits for you`}</Tag>;
                    return withdrawnAt && <Tag>withdrawn</Tag>;
                  },
                },
              ]}
            />
          )}
          {uses.length > 0 && <Downloads of="All uses" address={`/w/library/${shelf}/uses`} />}
        </Section>
      )}
    </Page>
  );
}
