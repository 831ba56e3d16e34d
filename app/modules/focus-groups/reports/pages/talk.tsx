import { scoped } from '#app/platform/web.server.ts';
import { Bars } from '#app/ui/bars.tsx';
import { count } from '#app/ui/count.ts';
import { Downloads } from '#app/ui/downloads.tsx';
import { Section } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { studyNamed } from '../../study/queries.server.ts';
import { talkBySession } from '../heard.ts';
import { heardSessions } from '../heard-queries.server.ts';
import { Defined } from '../parts/defined.tsx';
import { NothingCoded, ReportPage } from '../parts/report-page.tsx';
import type { Route } from './+types/talk';

export function loader({ context, params, request }: Route.LoaderArgs) {
  return scoped({ context, request }, async (scope) => {
    const study = await studyNamed(scope, params.study);
    const talks = talkBySession(await heardSessions(scope, study));
    return { study, talks: talks.map(({ session: { id, title, site }, talk }) => ({ id, title, site, ...talk })) };
  });
}

type Session = Route.ComponentProps['loaderData']['talks'][number];

export default function Talk({ loaderData: { study, talks } }: Route.ComponentProps) {
  const base = `/w/focus-groups/${study.slug}`;
  return (
    <ReportPage
      study={study}
      title="Who talks"
      lead="Each speaker’s part in the words of a session, and who speaks after whom. Whoever came and said nothing is in the list, too."
    >
      {talks.length === 0 ? (
        <NothingCoded base={base} isHeard={false} />
      ) : (
        <>
          {talks.map((session) => (
            <Section key={session.id} title={`${session.title}, ${session.site}`}>
              <Shares session={session} />
              <Taking session={session} />
            </Section>
          ))}
          <Defined figures={['talk-share', 'turn-taking']} />
          <Downloads of="Talk share" address={`${base}/reports/talk`} />
          <Downloads of="Turn-taking" address={`${base}/reports/turns`} />
        </>
      )}
    </ReportPage>
  );
}

function Shares({ session: { speakers } }: { session: Session }) {
  return (
    <Bars
      bars={speakers
        .toSorted((a, b) => b.words - a.words)
        .map(({ speaker, words, ofWords, turns }) => ({
          label: speaker ?? 'Nobody named',
          value: ofWords,
          text:
            turns === 0
              ? 'said nothing'
              : `${ofWords === null ? 'not defined' : `${Math.round(ofWords * 100)} %`} (${count(words, 'word', 'words')} in ${count(turns, 'turn', 'turns')})`,
        }))}
      max={1}
      maxText="all words"
    />
  );
}

const shown = 5;

function Taking({ session: { taking, title } }: { session: Session }) {
  const most = taking.toSorted((a, b) => b.times - a.times).slice(0, shown);
  if (most.length === 0) return null;
  return (
    <Table
      caption={`Who speaks after whom most often in ${title}`}
      count={`The ${most.length} most frequent of ${count(taking.length, 'pair', 'pairs')}`}
      rows={most}
      rowKey={({ before, after }) => `${before} ${after}`}
      columns={[
        { key: 'after', label: 'Speaks', cell: ({ after }) => after ?? 'nobody named' },
        { key: 'before', label: 'After', cell: ({ before }) => before ?? 'nobody named' },
        { key: 'times', label: 'Times', isNumber: true, cell: ({ times }) => times },
      ]}
    />
  );
}
