import { data, redirect } from 'react-router';
import { addressed } from '#app/platform/form.ts';
import { actorOf, refusalOf, scoped } from '#app/platform/web.server.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { Choices } from '#app/ui/choices.tsx';
import { listed } from '#app/ui/count.ts';
import { dayIn } from '#app/ui/date.ts';
import { Downloads } from '#app/ui/downloads.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { FormErrors } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Section } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { zoneOf } from '../../../members/queries.server.ts';
import { rounds } from '../../coding/queries.server.ts';
import { closeRound } from '../../coding/round-commands.server.ts';
import { Defined } from '../../parts/defined.tsx';
import { mayLeadStudy, maySettle } from '../../rules.ts';
import { inStudy } from '../../study/in-study.server.ts';
import { StudyPage } from '../../study/parts/study-page.tsx';
import { studyNamed } from '../../study/queries.server.ts';
import { beginConsensus } from '../commands.server.ts';
import { comparedRound, contestedIn, hasPair } from '../compared-round.ts';
import { agreementTaken } from '../consensus-queries.server.ts';
import { figuresToKeep, figureTable } from '../figure-table.ts';
import { FiguresTable, figureText, levelWords, percentText } from '../parts/figures-table.tsx';
import { comparisonRead, roundToCompare, roundToSettle } from '../round-queries.server.ts';
import { ComparisonSearch, RoundId, TakenFigures } from '../schema.ts';
import type { Route } from './+types/round';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const roundId = addressed(RoundId, params.round, 'This round');
  const { search } = new URL(request.url);
  const { level, with: withId, coder } = ComparisonSearch.parse(Object.fromEntries(new URLSearchParams(search)));
  const again = withId !== undefined && coder !== undefined ? { withId, coderId: coder } : undefined;
  const { read, ...shown } = await scoped({ context, request }, async (scope) => {
    const study = await studyNamed(scope, params.study);
    const { round, ...read } = await comparisonRead(scope, study, { roundId, ...again });
    return {
      ...{ study, round, read, mayBegin: mayLeadStudy(study), maySettle: maySettle(study), zone: await zoneOf(scope) },
      hasConsensus: (await rounds(scope, study)).some(({ ofRound }) => ofRound === roundId),
      taken: again ? null : await agreementTaken(scope, study, roundId),
    };
  });
  // The figures take their time, so the scope is closed.
  const compared = comparedRound(read);
  return {
    ...shown,
    taken: shown.taken && { takenAt: shown.taken.takenAt, figures: TakenFigures.parse(shown.taken.figures) },
    table: hasPair(compared) ? figureTable(compared, level) : null,
    coders: read.coders.map(({ name }) => name),
    unread: compared.unread,
    silent: read.coders.filter(({ key }) => !read.codings.some(({ coder }) => coder === key)).map(({ name }) => name),
    ...{ level, search, isAgain: again !== undefined },
  };
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const roundId = addressed(RoundId, params.round, 'This round');
  const actor = await actorOf({ context, request });
  const begun = await refusalOf(async () => {
    const compared = await inStudy(actor, params.study, async (scope, study) => {
      const { closedAt } = await roundToCompare(scope, study, roundId);
      // What is settled stays what it was: nothing is coded in the round from here on.
      if (closedAt === null) await closeRound(scope, study, roundId);
      return roundToSettle(scope, study, roundId);
    });
    const figures = figuresToKeep(compared);
    const agreed = contestedIn(compared).filter(({ isAgreed }) => isAgreed);
    await inStudy(actor, params.study, (scope, study) => beginConsensus(scope, study, { roundId, figures, agreed }));
  });
  return begun.ok
    ? redirect(`/w/focus-groups/${params.study}/agreement/${roundId}/settle?done=begin`)
    : data({ errors: [{ field: '', message: begun.message }] }, { status: begun.status });
}

export default function Round({ loaderData, actionData }: Route.ComponentProps) {
  const { study, round, table, coders, level, search, isAgain, unread, silent } = loaderData;
  const base = `/w/focus-groups/${study.slug}/agreement/${round.id}`;
  const at = (to: string) => {
    const params = new URLSearchParams(search);
    params.set('level', to);
    return `?${params}`;
  };
  return (
    <StudyPage
      study={study}
      here="/agreement"
      below={isAgain ? 'The same coder again' : round.title}
      title={isAgain ? 'The same coder again' : `Agreement in ${round.title}`}
      lead={isAgain ? `How stable one reading is: ${coders.join('; ')}.` : `Between ${coders.length === 0 ? 'coders' : listed(coders)}.`}
    >
      <FormErrors errors={actionData?.errors ?? []} />
      {table === null ? (
        <Empty
          title="There is nothing to compare yet"
          act={<ButtonLink href={`/w/focus-groups/${study.slug}/coding`}>To the rounds of coding</ButtonLink>}
        >
          {whyNothing(coders, isAgain)}
        </Empty>
      ) : (
        <>
          <Choices
            label="Level"
            options={Object.entries(levelWords).map(([value, { label }]) => ({ to: at(value), label, isCurrent: value === level }))}
          />
          <p className="muted">{levelWords[level].counts}</p>
          <Section title="Figures">
            <FiguresTable table={table} differences={(code) => `${base}/differences${withCode(search, code)}`} />
            {silent.length > 0 && (
              <p>{listed(silent)} said to be done with the round and coded nothing in it. That counts as a no wherever they were asked.</p>
            )}
            <Defined
              figures={[
                ...(['coding-counts', 'coding-excerpt', 'coding-prevalence', 'coding-percent', 'coding-positive', 'coding-kappa'] as const),
                ...(['coding-alpha', 'coding-alpha-interval', 'coding-alpha-unitizing'] as const),
              ]}
            />
            <Downloads of="These figures" address={base} search={search} />
          </Section>
        </>
      )}
      {unread.length > 0 && (
        <Note title="Texts that somebody may not have read are left out for them">
          <p>
            Nobody can tell whether a coder who coded nothing in a text read it: texts may have been shared out. So it does not count as a
            no.
          </p>
          <ul>
            {unread.map(({ coder, text }) => (
              <li key={`${coder} ${text}`}>
                {coder}: {text}
              </li>
            ))}
          </ul>
        </Note>
      )}
      {!isAgain && table !== null && <Consensus data={loaderData} base={base} />}
    </StudyPage>
  );
}

type Data = Route.ComponentProps['loaderData'];

function Consensus({
  data: { round, hasConsensus, taken, mayBegin, maySettle: mayAnswer, level, zone, table },
  base,
}: {
  data: Data;
  base: string;
}) {
  if (!hasConsensus)
    return (
      <Section title="Consensus">
        <p>
          Differences are settled one by one. What each coder coded stays, and the figures of today are kept beside what is settled.
          {!mayBegin && ' The study’s lead begins it.'}
        </p>
        {mayBegin && (
          <form method="post">
            <Button name="act" value="begin">
              {round.closedAt === null ? `Close ${round.title} and begin its consensus` : 'Begin the consensus'}
            </Button>
          </form>
        )}
      </Section>
    );
  const kept = taken?.figures.levels[level] ?? [];
  return (
    <Section title="Consensus">
      <p className="bar">
        <ButtonLink href={`${base}/settle`}>{mayAnswer ? 'Settle differences' : 'See what was settled'}</ButtonLink>
      </p>
      {taken && (
        <Table
          caption={`As it was on ${dayIn(taken.takenAt, zone)}, before anything was settled, beside today`}
          rows={kept}
          rowKey={({ codeId, name }) => codeId ?? name}
          columns={[
            { key: 'code', label: 'Code', cell: ({ name }) => name },
            { key: 'percent', label: 'Percent then', isNumber: true, cell: ({ percent }) => percentText(percent.value) },
            { key: 'kappa', label: 'Kappa then', isNumber: true, cell: ({ kappa }) => figureText(kappa.value) },
            { key: 'alpha', label: 'Alpha then', isNumber: true, cell: ({ alpha }) => figureText(alpha.value) },
            {
              key: 'now',
              label: 'Alpha now',
              isNumber: true,
              cell: ({ codeId }) => figureText(table?.rows.find((row) => row.codeId === codeId)?.alpha.value ?? null),
            },
          ]}
        />
      )}
    </Section>
  );
}

function whyNothing(coders: readonly string[], isAgain: boolean): string {
  if (isAgain)
    return 'The two rounds have no turn in common that was coded in both. A round that draws the same turns again can be compared.';
  if (coders.length === 0) return 'Nobody coded anything in this round. Agreement needs two coders on the same turns.';
  if (coders.length === 1) return `Only ${coders[0]} took part in this round. Agreement needs two coders on the same turns.`;
  return 'Each text was coded by one coder alone, so no turn has two answers. Begin a round that draws turns for several coders, or let a second one code a text that has been coded; who read it and found nothing says to be done.';
}

function withCode(search: string, code: string | null): string {
  const params = new URLSearchParams(search);
  if (code !== null) params.set('code', code);
  return `?${params}`;
}
