import { data, redirect } from 'react-router';
import * as z from 'zod';
import { enqueue } from '#app/platform/jobs.server.ts';
import { answerForm, scoped } from '#app/platform/web.server.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { day, dayIn } from '#app/ui/date.ts';
import { Defined } from '#app/ui/definition.tsx';
import { Downloads } from '#app/ui/downloads.tsx';
import { FormErrors } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { Progress } from '#app/ui/progress.tsx';
import { Table } from '#app/ui/table.tsx';
import { zoneOf } from '../../../members/queries.server.ts';
import { perspectiveDefinitions } from '../../definitions.ts';
import { mayDraftGoal, mayInterview, mayKeepListening } from '../../rules.ts';
import { closeListening, openListening } from '../commands.server.ts';
import { listeningMails } from '../jobs.server.ts';
import { countsOf, listeningRound, promptCountsOf, promptsOf } from '../queries.server.ts';
import type { Route } from './+types/round';

export function loader({ context, params, request }: Route.LoaderArgs) {
  return scoped({ context, request }, async (scope) => {
    const round = await listeningRound(scope, params.round);
    const numbers = await promptCountsOf(scope, round.id);
    return {
      round,
      counts: await countsOf(scope, round.id),
      prompts: (await promptsOf(scope, round.id)).map((prompt) => ({
        ...prompt,
        ...numbers.find(({ promptId }) => promptId === prompt.id)!,
      })),
      may: { keep: mayKeepListening(scope.actor), interview: mayInterview(scope.actor), draft: mayDraftGoal(scope.actor) },
      zone: await zoneOf(scope),
      done: new URL(request.url).searchParams.get('done'),
    };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const form = await request.formData();
  const act = form.get('act') === 'close' ? 'close' : 'open';
  const acted = await answerForm(act, { schema: z.object({}), form }, async () => {
    await scoped({ context, request }, (scope) => (act === 'close' ? closeListening : openListening)(scope, params.round));
    return undefined;
  });
  if (!acted.ok) return data(acted.refused, { status: acted.status });
  await enqueue(listeningMails, {});
  return redirect(acted.done);
}

const done: Readonly<Record<string, string>> = {
  begin: 'The round is kept as a draft. Open it when it is ready',
  keep: 'The round is kept',
  open: 'The round is open, and whoever is asked gets a mail',
  close: 'The round is closed. Everybody here reads what was said now',
};
export default function RoundPage({ loaderData: { round, counts, prompts, may, zone, ...loaderData }, actionData }: Route.ComponentProps) {
  const base = `/w/perspectives/${round.slug}`;
  const isOpen = round.status === 'open';
  return (
    <Page
      title={round.title}
      crumbs={[{ label: 'Perspectives', to: '/w/perspectives' }, { label: round.title }]}
      lead={
        isOpen
          ? 'Say what you think first; then you read what others said.'
          : round.status === 'draft'
            ? 'A draft: only conveners see it.'
            : 'This round is closed. Read what was said, and what came of it.'
      }
      status={[
        round.openedAt && `Opened on ${dayIn(round.openedAt, zone)}`,
        round.closedAt && `closed on ${dayIn(round.closedAt, zone)}`,
        isOpen && round.closesOn && `last day ${day(round.closesOn)}`,
        round.isSample && 'a round of the sample: invented, and it writes no mail',
      ]
        .filter(Boolean)
        .join(', ')}
    >
      <title>{`${round.title} · Concord`}</title>
      {loaderData.done && Object.hasOwn(done, loaderData.done) && (
        <Note kind="success" title={round.isSample && loaderData.done === 'open' ? 'The round is open' : done[loaderData.done]!} isAnswer />
      )}
      <FormErrors errors={actionData?.errors ?? []} />
      {round.why && <p className="prose">{round.why}</p>}
      <p className="bar">
        {round.status !== 'draft' && (
          <ButtonLink kind={isOpen ? 'primary' : 'plain'} href={`${base}/answer`}>
            {isOpen ? 'Answer, or go on answering' : 'Your answers'}
          </ButtonLink>
        )}
        {round.status !== 'draft' && (
          <ButtonLink kind={isOpen ? 'plain' : 'primary'} href={`${base}/read`}>
            Read what was said
          </ButtonLink>
        )}
        {round.status !== 'draft' && <a href={`${base}/points`}>Points</a>}
        <a href="/w/perspectives/goal">The shared goal</a>
      </p>
      <Section title="How many answered">
        {counts.answered === null && <p>Fewer than three are asked. Numbers would tell who answered, so none are shown.</p>}
        {round.status !== 'draft' && counts.answered !== null && (
          <Progress
            label="answered"
            done={counts.answered}
            total={Math.max(counts.asked, counts.answered, 1)}
            note={`${counts.declined} will not · nobody sees who`}
          />
        )}
        <Table
          caption="Prompts"
          isCaptionHidden
          rows={prompts}
          rowKey={({ id }) => id}
          columns={[
            { key: 'words', label: 'Prompt', cell: ({ words }) => words },
            { key: 'named', label: 'With a name', isNumber: true, cell: ({ named }) => named ?? '–' },
            { key: 'byRole', label: 'With a role', isNumber: true, cell: ({ byRole }) => byRole ?? '–' },
            { key: 'counted', label: 'Counted only', isNumber: true, cell: ({ counted }) => counted ?? '–' },
          ]}
        />
        <Defined figures={perspectiveDefinitions} />
        <Downloads of="The numbers" address={base} />
      </Section>
      {(may.keep || may.interview) && (
        <Section title="Keep the round">
          <form method="post" className="bar">
            {may.keep && round.status !== 'closed' && <ButtonLink href={`${base}/edit`}>Change it</ButtonLink>}
            {may.keep && <ButtonLink href={`${base}/guests`}>Guests</ButtonLink>}
            {may.interview && isOpen && <ButtonLink href={`${base}/notes`}>Note what somebody said</ButtonLink>}
            {may.keep && (
              <Button kind={round.status === 'draft' ? 'primary' : 'plain'} name="act" value={isOpen ? 'close' : 'open'}>
                {isOpen ? 'Close the round' : round.status === 'draft' ? 'Open the round' : 'Open it again'}
              </Button>
            )}
          </form>
        </Section>
      )}
    </Page>
  );
}
