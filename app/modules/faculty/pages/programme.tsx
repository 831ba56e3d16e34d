import { data, redirect } from 'react-router';
import * as z from 'zod';
import { as } from '#app/platform/scope.server.ts';
import { type Acted, answerForm, refusalOf } from '#app/platform/web.server.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { AskedButton } from '#app/ui/dialog.tsx';
import { Facts } from '#app/ui/facts.tsx';
import { FormErrors } from '#app/ui/form-errors.tsx';
import { hours } from '#app/ui/hours.ts';
import { Note } from '#app/ui/note.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { Prose } from '#app/ui/prose.tsx';
import { facultyActor, inFaculty } from '../in-faculty.server.ts';
import { OfferingTable } from '../offerings/parts/offering-table.tsx';
import { offerings } from '../offerings/queries.server.ts';
import { isTrainer } from '../path/queries.server.ts';
import { dropFromSession, dropProgramme, setProgrammeState, takeIntoSession } from '../programmes/commands.server.ts';
import { PathTable } from '../programmes/parts/path-table.tsx';
import { SessionList } from '../programmes/parts/session-list.tsx';
import { itemsToTeach, wholeProgramme } from '../programmes/queries.server.ts';
import { SessionItem, StateForm } from '../programmes/schema.ts';
import { leadsPeople, mayConfirm, mayKeepSomeProgramme } from '../rules.ts';
import type { Route } from './+types/programme';

const Search = z.object({
  find: z.string().trim().max(200).catch('').default(''),
  done: z.string().nullable().catch(null).default(null),
});

export function loader({ context, params, request }: Route.LoaderArgs) {
  return inFaculty({ context, request, programme: params.programme }, async (scope) => {
    const { find, done } = Search.parse(Object.fromEntries(new URL(request.url).searchParams));
    const whole = await wholeProgramme(scope, params.programme);
    const seesPeople = mayConfirm(scope.actor, { isTrainer: await isTrainer(scope, whole.programme.id) }) || leadsPeople(scope.actor);
    return {
      ...whole,
      ...(await offerings(scope, new Date(), whole.programme.id)),
      ...{ find, done, seesPeople, mayPlan: mayKeepSomeProgramme(scope.actor) },
      found: whole.mayKeep ? await itemsToTeach(scope, find) : null,
    };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const slug = params.programme;
  const actor = await facultyActor({ context, request, programme: slug });
  const form = await request.formData();
  const act = String(form.get('act'));
  const inSession = (work: typeof takeIntoSession) => () =>
    answerForm(act, { schema: SessionItem, form }, (said) => as(actor, (scope) => work(scope, slug, said)).then(() => '#sessions'));
  const acts: Readonly<Record<string, () => Promise<Acted>>> = {
    state: () =>
      answerForm(String(form.get('state')), { schema: StateForm, form }, ({ state }) =>
        as(actor, (scope) => setProgrammeState(scope, slug, state)).then(() => undefined),
      ),
    use: inSession(takeIntoSession),
    'drop-item': inSession(dropFromSession),
  };
  if (act === 'drop') {
    const dropped = await refusalOf(() => as(actor, (scope) => dropProgramme(scope, slug)));
    return dropped.ok
      ? redirect('/w/faculty?done=drop')
      : data({ act, errors: [{ field: '', message: dropped.message }], values: {} }, { status: dropped.status });
  }
  const acted = await (Object.hasOwn(acts, act) ? acts[act]!() : undefined);
  if (!acted) return data({ act, errors: [{ field: '', message: 'Choose what to do.' }], values: {} }, { status: 400 });
  return acted.ok ? redirect(acted.done) : data(acted.refused, { status: acted.status });
}

const done: Readonly<Record<string, string>> = {
  begin: 'The draft is kept. Look it through, then open it',
  change: 'The programme is saved',
  open: 'The programme is open: offerings of it can be published',
  closed: 'The programme is closed. What people reached in it stands',
  use: 'The session uses this item now',
  'drop-item': 'The item is taken out',
};
const states = {
  draft: 'A draft: nobody sees it before you open it',
  open: undefined,
  closed: 'Closed: no offering of it is published any more',
};

export default function ProgrammePage({ loaderData, actionData }: Route.ComponentProps) {
  const { programme, sessions, path, competencies, coming, past, mayKeep, mayPlan, seesPeople, found, find } = loaderData;
  const { slug, title, state, school, purpose, forWhom, minutes, isSample } = programme;
  const errors = actionData?.errors ?? [];
  const base = `/w/faculty/programmes/${slug}`;
  return (
    <Page
      title={title}
      lead={forWhom || undefined}
      status={[states[state], isSample && 'Invented sample'].filter(Boolean).join('\u00a0· ') || undefined}
      crumbs={[{ label: 'Faculty', to: '/w/faculty' }, { label: title }]}
    >
      <title>{`${errors.length > 0 ? 'Error: ' : ''}${title} · Concord`}</title>
      {loaderData.done && Object.hasOwn(done, loaderData.done) && <Note kind="success" title={done[loaderData.done]!} isAnswer />}
      <FormErrors errors={errors} />
      <Facts
        facts={[
          ['Kept by', school ?? 'the collaborative'],
          ['Sessions', `${count(sessions.length, 'session', 'sessions')}, ${hours(minutes)} in all`],
          [
            'Competencies',
            competencies.length === 0 ? null : competencies.map(({ code, shortTitle }) => `${code} ${shortTitle}`).join('; '),
          ],
        ]}
      />
      {(mayKeep || seesPeople) && (
        <form method="post" className="bar">
          {seesPeople && state !== 'draft' && <ButtonLink href={`${base}/people`}>Who is how far</ButtonLink>}
          {mayKeep && <ButtonLink href={`${base}/edit`}>Change the programme</ButtonLink>}
          {mayKeep && state !== 'open' && (
            <>
              <input type="hidden" name="state" value="open" />
              <Button kind={state === 'draft' ? 'primary' : 'plain'} name="act" value="state">
                {state === 'draft' ? 'Open the programme' : 'Open it again'}
              </Button>
            </>
          )}
          {mayKeep && state === 'open' && (
            <>
              <input type="hidden" name="state" value="closed" />
              <AskedButton id="close" opens="Close the programme" title="Close this programme?" value="state" act="Close it">
                <p>No offering of it can be published then. What people reached stands, and you can open it again.</p>
              </AskedButton>
            </>
          )}
          {mayKeep && state === 'draft' && (
            <AskedButton id="drop" opens="Take the draft away" title="Take this draft away?" value="drop" act="Take it away for good">
              <p>What was written of this programme is gone then. Nobody can bring it back.</p>
            </AskedButton>
          )}
        </form>
      )}
      {purpose && <Prose markdown={purpose} />}
      <Section title="Sessions" id="sessions">
        <SessionList {...{ sessions, mayKeep, found, find }} />
      </Section>
      <Section title="The path">
        <p>
          Numbers are counted and suggest a step; a trainer of the programme, or the convener, confirms it. It says nothing of what students
          learn.
        </p>
        <PathTable path={path} />
      </Section>
      <Section title="Offerings to come">
        {coming.length === 0 ? (
          <p>None is planned.</p>
        ) : (
          <OfferingTable offerings={coming} caption="Offerings to come, the next first" hasProgramme={false} />
        )}
        {mayPlan && state !== 'closed' && (
          <p className="bar">
            <ButtonLink
              kind={coming.length === 0 && state === 'open' ? 'primary' : 'plain'}
              href={`/w/faculty/offerings/new?programme=${slug}`}
            >
              Plan an offering
            </ButtonLink>
          </p>
        )}
      </Section>
      {past.length > 0 && (
        <Section title="Offerings before">
          <OfferingTable offerings={past} caption="Offerings before, the newest first" hasProgramme={false} isOver />
        </Section>
      )}
    </Page>
  );
}
