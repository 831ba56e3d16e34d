import { data, redirect } from 'react-router';
import { as } from '#app/platform/scope.server.ts';
import { actorOf, memberOf, scoped } from '#app/platform/web.server.ts';
import { day } from '#app/ui/date.ts';
import { Page } from '#app/ui/page.tsx';
import { roleWords } from '../../../members/invitation.ts';
import { ownSpeaker } from '../../rules.ts';
import { AnswerSheet } from '../parts/answer-sheet.tsx';
import { becameOfOwn, isSettled, listeningRound, ownAnswers, ownVoice } from '../queries.server.ts';
import { speakerActs } from '../speaking-acts.server.ts';
import type { Route } from './+types/answer';

export function loader({ context, params, request }: Route.LoaderArgs) {
  const { collaborativeRoles, schools } = memberOf(context, request);
  const { searchParams } = new URL(request.url);
  return scoped({ context, request }, async (scope) => {
    const round = await listeningRound(scope, params.round);
    const speaker = ownSpeaker(scope.actor);
    const prompts = await ownAnswers(scope, round.id, speaker);
    const voice = await ownVoice(scope, round.id, speaker);
    const roles = [...new Set([...schools.flatMap((school) => school.roles), ...collaborativeRoles])];
    return {
      round,
      prompts,
      current:
        prompts.find(({ id }) => id === searchParams.get('prompt'))?.id ??
        prompts.find(({ answer }) => !answer?.words)?.id ??
        prompts[0]?.id ??
        '',
      became: await becameOfOwn(scope),
      isSettled: await isSettled(scope, round.id),
      hasDeclined: voice?.declinedAt != null,
      wantsReminders: voice?.wantsReminders ?? true,
      role: voice?.role ?? null,
      roles: roles.map((value) => ({ value, label: roleWords(value) })),
      done: searchParams.get('done'),
      isAll: searchParams.has('all'),
    };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const actor = await actorOf({ context, request });
  const acted = await speakerActs(await request.formData(), (work) =>
    as(actor, async (scope) => work(scope, { roundId: (await listeningRound(scope, params.round)).id, speaker: ownSpeaker(actor) })),
  );
  return acted.ok ? redirect(acted.done) : data(acted.refused, { status: acted.status });
}

export default function AnswerPage({ loaderData: { round, ...sheet }, actionData }: Route.ComponentProps) {
  const base = `/w/perspectives/${round.slug}`;
  const isOpen = round.status === 'open';
  return (
    <Page
      title={round.title}
      crumbs={[{ label: 'Perspectives', to: '/w/perspectives' }, { label: round.title, to: base }, { label: 'Your answers' }]}
      lead={
        isOpen
          ? `Answer what you like, in any order; what you begin is kept.${round.closesOn ? ` The last day is ${day(round.closesOn)}.` : ''}`
          : 'This round is closed. Here are your answers, and what became of them.'
      }
      isCompact
    >
      <title>{`${actionData ? 'Error: ' : ''}Your answers · ${round.title} · Concord`}</title>
      {round.why && <p className="prose">{round.why}</p>}
      <AnswerSheet {...sheet} page={`${base}/answer`} isOpen={isOpen} refused={actionData ?? null} />
      <p className="bar">
        <a href={`${base}/read`}>Read what others said</a>
        <a href={base}>The round</a>
      </p>
    </Page>
  );
}
