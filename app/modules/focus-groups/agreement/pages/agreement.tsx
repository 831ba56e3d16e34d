import { scoped } from '#app/platform/web.server.ts';
import { Empty } from '#app/ui/empty.tsx';
import { Note } from '#app/ui/note.tsx';
import { Section } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { approachWords, isOn } from '../../study/approach.ts';
import { StudyPage } from '../../study/parts/study-page.tsx';
import { studyNamed } from '../../study/queries.server.ts';
import { type ComparableRound, comparableRounds } from '../round-queries.server.ts';
import type { Route } from './+types/agreement';

export function loader({ context, params, request }: Route.LoaderArgs) {
  return scoped({ context, request }, async (scope) => {
    const study = await studyNamed(scope, params.study);
    const isOffered = isOn(study.approach, 'agreement');
    return { study, isOffered, rounds: isOffered ? await comparableRounds(scope, study) : [] };
  });
}

export default function Agreement({ loaderData: { study, isOffered, rounds } }: Route.ComponentProps) {
  const base = `/w/focus-groups/${study.slug}/agreement`;
  return (
    <StudyPage
      study={study}
      here="/agreement"
      title="Agreement"
      lead="How far coders agree, where they differ, and how differences were settled."
    >
      {!isOffered && (
        <Note title="No figures of agreement are offered in this approach">
          <p>{approachWords[study.approach].withoutAgreement}</p>
          <p>
            The study’s approach is {approachWords[study.approach].name}.{' '}
            <a href={`/w/focus-groups/${study.slug}/protocol`}>Its protocol</a> can name another, with the reason.
          </p>
        </Note>
      )}
      {isOffered && rounds.length === 0 && <Empty title="No round yet">Rounds of coding are compared here once they are open.</Empty>}
      {rounds.length > 0 && (
        <Table
          caption="Rounds to compare"
          isCaptionHidden
          rows={rounds}
          rowKey={({ id }) => id}
          columns={[
            {
              key: 'round',
              label: 'Round',
              cell: ({ id, title, isComparable }) => (isComparable ? <a href={`${base}/${id}`}>{title}</a> : title),
            },
            { key: 'state', label: 'State', phone: 'bare', cell: stateOf },
            { key: 'coders', label: 'Coders', cell: ({ coders }) => coders.map(({ name }) => name).join(', ') },
            {
              key: 'consensus',
              label: 'Consensus',
              cell: ({ id, consensusId }) => (consensusId === null ? 'not begun' : <a href={`${base}/${id}/settle`}>begun</a>),
            },
          ]}
        />
      )}
      <Again base={base} rounds={rounds.filter(({ isComparable }) => isComparable)} />
    </StudyPage>
  );
}

function stateOf({ kind, isComparable, closedAt }: ComparableRound): string {
  if (!isComparable) return 'blind: no figures before its lead opens it';
  return `${kind === 'blind' ? 'blind, opened' : 'open'}${closedAt === null ? '' : ', closed'}`;
}

function Again({ base, rounds }: { base: string; rounds: readonly ComparableRound[] }) {
  const pairs = rounds.flatMap((later, at) =>
    rounds
      .slice(at + 1)
      .flatMap((earlier) =>
        earlier.coders.filter(({ id }) => later.coders.some((coder) => coder.id === id)).map((coder) => ({ coder, earlier, later })),
      ),
  );
  if (pairs.length === 0) return null;
  return (
    <Section title="The same coder again">
      <p className="muted">
        Who coded in two rounds can be compared with herself: how stable is her reading of what both rounds asked for?
      </p>
      <ul>
        {pairs.map(({ coder, earlier, later }) => (
          <li key={`${coder.id} ${earlier.id} ${later.id}`}>
            <a href={`${base}/${earlier.id}?with=${later.id}&coder=${coder.id}`}>
              {coder.name}: {earlier.title} and {later.title}
            </a>
          </li>
        ))}
      </ul>
    </Section>
  );
}
