import { scoped } from '#app/platform/web.server.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { Downloads } from '#app/ui/downloads.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import type { Matter } from '../../editing/settle.ts';
import { Defined } from '../../parts/defined.tsx';
import { NoCurriculum } from '../../parts/no-curriculum.tsx';
import { Years } from '../../parts/years.tsx';
import { mayBringIn } from '../../rules.ts';
import { ChosenYear } from '../../schema.ts';
import { toSettle } from '../settle-queries.server.ts';
import type { Route } from './+types/to-settle';

/** More messages than this on one page help nobody; the files hold them all. */
const messagesAtOnce = 200;

export function loader({ context, params, request }: Route.LoaderArgs) {
  const { year } = ChosenYear.parse(Object.fromEntries(new URL(request.url).searchParams));
  return scoped({ context, request, slug: params.school }, async (scope) => ({
    ...(await toSettle(scope, year)),
    mayBringIn: mayBringIn(scope.actor),
  }));
}

type Data = Route.ComponentProps['loaderData'];

export default function ToSettlePage({ loaderData }: Route.ComponentProps) {
  const { school, year, years, matters, messages } = loaderData;
  const base = `/w/curriculum/${school.slug}`;
  const open = matters.filter(({ isDoubt }) => !isDoubt);
  const doubts = matters.filter(({ isDoubt }) => isDoubt);
  return (
    <Page
      title="To settle"
      lead="What the map does not say yet, with what that means and what to do. It is worked out from the map as it stands: what is settled leaves the list by itself."
      crumbs={[{ label: 'Curriculum', to: base }, { label: 'To settle' }]}
    >
      <title>{`To settle · ${school.name} · Concord`}</title>
      {year === null ? (
        <NoCurriculum base={base} mayBringIn={loaderData.mayBringIn}>
          What your map does not say yet will be listed here, with what to do about it.
        </NoCurriculum>
      ) : (
        <>
          <Years years={years} year={year} />
          {open.length === 0 ? (
            <Note kind="success" title={`Nothing of ${year} is left to settle`}>
              <p className="bar">
                <ButtonLink href={`${base}/coverage?year=${year}`}>See the coverage</ButtonLink>
              </p>
            </Note>
          ) : (
            <Matters matters={open} base={base} caption={`To settle in ${year}`} />
          )}
          {doubts.length > 0 && (
            <Section title="Worth a look">
              <p>These may be right as they are. Where they are, nothing is to do.</p>
              <Matters matters={doubts} base={base} caption={`Worth a look in ${year}`} />
            </Section>
          )}
          {messages.length > 0 && <Messages messages={messages} base={base} />}
          <Downloads of="All of it" address={`${base}/to-settle`} search={`?year=${year}`} />
          <Defined figures={['to-settle', 'learner-hours', 'no-phase-yet']} />
        </>
      )}
    </Page>
  );
}

function Matters({ matters, base, caption }: { matters: readonly Matter[]; base: string; caption: string }) {
  return (
    <Table
      caption={caption}
      rows={[...matters]}
      rowKey={({ key }) => key}
      columns={[
        { key: 'title', label: 'What', cell: ({ title }) => title },
        { key: 'count', label: 'How many', isNumber: true, phone: 'bare', cell: (matter) => matter.count.toLocaleString('en') },
        { key: 'means', label: 'What it means', phone: 'line', cell: ({ means }) => means },
        { key: 'act', label: 'What to do', phone: 'line', cell: ({ act, to }) => <a href={`${base}${to}`}>{act}</a> },
      ]}
    />
  );
}

function Messages({ messages, base }: { messages: Data['messages']; base: string }) {
  return (
    <Section title="Messages that still hold" id="messages">
      <Table
        caption="Messages of the latest files about activities and courses that still lack what they are about"
        isCaptionHidden
        count={
          messages.length > messagesAtOnce
            ? `the first ${messagesAtOnce} of ${count(messages.length, 'message', 'messages')}`
            : count(messages.length, 'message', 'messages')
        }
        rows={messages.slice(0, messagesAtOnce)}
        rowKey={({ rowId, about }) => `${rowId} ${about?.field}`}
        columns={[
          {
            key: 'where',
            label: 'Activity or course',
            cell: ({ rowId, about, title }) => (
              <a href={`${base}/${about?.kind === 'block' ? 'courses' : 'activities'}/${rowId}/edit`}>{title || 'without a title'}</a>
            ),
          },
          { key: 'found', label: 'Found', phone: 'line', cell: ({ found }) => found },
          { key: 'path', label: 'Where', cell: ({ path }) => path ?? 'the file' },
          { key: 'expected', label: 'Expected', phone: 'line', cell: ({ expected }) => expected },
          { key: 'import', label: 'File', phone: 'line', cell: ({ importId }) => <a href={`${base}/imports/${importId}`}>the import</a> },
        ]}
      />
    </Section>
  );
}
