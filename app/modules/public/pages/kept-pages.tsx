import { scoped } from '#app/platform/web.server.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { dayAndTime, dayIn } from '#app/ui/date.ts';
import { Downloads } from '#app/ui/downloads.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { zoneOf } from '../../members/queries.server.ts';
import { pathOfPage } from '../site/page-address.ts';
import { type KeptPage, keptPages } from '../site/queries.server.ts';
import { kindWords, standingOf } from '../site/standing.ts';
import { subscriberCount } from '../updates/subscription-commands.server.ts';
import type { Route } from './+types/kept-pages';

export async function loader({ context, request }: Route.LoaderArgs) {
  const { actor, ...seen } = await scoped({ context, request }, async (scope) => ({
    actor: scope.actor,
    pages: await keptPages(scope),
    zone: await zoneOf(scope),
  }));
  return { ...seen, subscribers: await subscriberCount(actor), done: new URL(request.url).searchParams.get('done') };
}

export default function Pages({ loaderData: { pages, zone, subscribers, done } }: Route.ComponentProps) {
  const updates = pages.filter(({ kind }) => kind === 'update');
  const others = pages.filter(({ kind }) => kind !== 'update');
  return (
    <Page title="Public pages" lead="What visitors read. Nothing is public before you publish it, and every earlier wording is kept.">
      <title>Public pages · Concord</title>
      {done === 'drop' && <Note kind="success" title="The draft is removed" isAnswer />}
      <p className="bar">
        <ButtonLink kind="primary" href="/w/pages/new?kind=update">
          Write an update
        </ButtonLink>
        <ButtonLink href="/w/pages/new?kind=page">Write a page</ButtonLink>
        <a href="/w/pages/publications">Publications</a>
        <a href="/w/pages/pictures">Pictures</a>
      </p>
      <Section title="Updates">
        <p>
          {count(subscribers, 'person receives', 'people receive')} them by mail, in the morning after you publish and at most once a week.
        </p>
        <List caption="Updates" pages={updates} zone={zone} />
      </Section>
      <Section title="Pages">
        <List caption="Pages" pages={others} zone={zone} />
      </Section>
      <Downloads of="All of them" address="/w/pages" />
    </Page>
  );
}

function List({ caption, pages, zone }: { caption: string; pages: KeptPage[]; zone: string }) {
  return (
    <Table
      caption={caption}
      isCaptionHidden
      rows={pages}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'title',
          label: 'Title',
          cell: ({ id, kind, title }) => <a href={`/w/pages/${id}`}>{kind === 'home' ? kindWords.home : title}</a>,
        },
        { key: 'standing', label: 'How it stands', cell: (page) => <Standing page={page} zone={zone} />, phone: 'bare' },
        {
          key: 'address',
          label: 'Address',
          cell: (page) =>
            page.publishedNumber === null ? (
              <span className="muted">{pathOfPage(page)}</span>
            ) : (
              <a href={pathOfPage(page)}>{pathOfPage(page)}</a>
            ),
          phone: 'bare',
        },
        {
          key: 'saved',
          label: 'Saved',
          cell: ({ writtenAt, writtenBy }) => `${dayIn(writtenAt, zone)}${writtenBy ? `, ${writtenBy}` : ''}`,
        },
      ]}
    />
  );
}

function Standing({ page, zone }: { page: KeptPage; zone: string }) {
  const { words, kind } = standingOf(page);
  return (
    <>
      <Tag kind={kind}>{words}</Tag> {page.publishAt && dayAndTime(page.publishAt, zone)}
    </>
  );
}
