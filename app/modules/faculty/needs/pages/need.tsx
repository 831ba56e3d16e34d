import { data, redirect } from 'react-router';
import * as z from 'zod';
import { as } from '#app/platform/scope.server.ts';
import { actorOf, answerForm, memberOf, scoped } from '#app/platform/web.server.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { dayIn } from '#app/ui/date.ts';
import { Defined } from '#app/ui/definition.tsx';
import { Downloads } from '#app/ui/downloads.tsx';
import { Facts } from '#app/ui/facts.tsx';
import { FormErrors } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { zone } from '../../../members/time-zone.ts';
import { mayKeepSomeProgramme } from '../../rules.ts';
import { closeNeed, dropNeed, linkProgramme, sayPriority, showNeed, takeOutEvidence } from '../commands.server.ts';
import { needDefinitions } from '../definitions.ts';
import { endingName } from '../evidence.ts';
import { Answers } from '../parts/answers.tsx';
import { Ending } from '../parts/ending.tsx';
import { EvidenceList } from '../parts/evidence-list.tsx';
import { HowSoon } from '../parts/how-soon.tsx';
import { LinkedProgrammes } from '../parts/linked-programmes.tsx';
import { needOf, programmesFor } from '../queries.server.ts';
import { mayAddEvidence, mayCloseNeed, mayLinkProgramme, mayPrioritise, mayShowNeed, mayTakeOutEvidence, mayWriteNeed } from '../rules.ts';
import { EndForm, PriorityForm } from '../schema.ts';
import { needSeatOf } from '../seat.ts';
import type { Route } from './+types/need';

export function loader({ context, params, request }: Route.LoaderArgs) {
  const url = new URL(request.url);
  const asked = url.searchParams.get('as');
  return scoped({ context, request, slug: needSeatOf(memberOf(context, request), asked) }, async (scope) => {
    const { actor } = scope;
    const need = await needOf(scope, params.need);
    const isOpen = need.ended === null;
    const linked = need.answers.map(({ id }) => id);
    const mayLink = isOpen && mayLinkProgramme(actor, need);
    return {
      need: { ...need, evidence: need.evidence.map((each) => ({ ...each, mayTakeOut: isOpen && mayTakeOutEvidence(actor, need, each) })) },
      may: {
        write: isOpen && mayWriteNeed(actor, need),
        add: isOpen && mayAddEvidence(actor, need),
        show: mayShowNeed(actor, need),
        prioritise: isOpen && mayPrioritise(actor, need),
        close: mayCloseNeed(actor, need),
        link: mayLink,
        begin: mayKeepSomeProgramme(actor),
      },
      school: actor.school && { id: actor.school.id, name: actor.school.name },
      programmes: mayLink ? (await programmesFor(scope)).filter(({ id }) => !linked.includes(id)) : [],
      done: url.searchParams.get('done'),
      suffix: asked ? `?as=${encodeURIComponent(asked)}` : '',
    };
  });
}

const nothing = z.object({});
export async function action({ context, params, request }: Route.ActionArgs) {
  const asked = new URL(request.url).searchParams.get('as');
  const actor = await actorOf({ context, request, slug: needSeatOf(memberOf(context, request), asked) });
  const form = await request.formData();
  const act = String(form.get('act') ?? '');
  const id = params.need;
  const quietly = async (work: Promise<unknown>) => {
    await work;
    return asked ? `&as=${encodeURIComponent(asked)}` : '';
  };
  const does = {
    show: () => answerForm('show', { schema: nothing, form }, () => quietly(as(actor, (scope) => showNeed(scope, { id, isShown: true })))),
    back: () => answerForm('back', { schema: nothing, form }, () => quietly(as(actor, (scope) => showNeed(scope, { id, isShown: false })))),
    say: () =>
      answerForm('say', { schema: PriorityForm, form }, (said) =>
        quietly(as(actor, (scope) => sayPriority(scope, { needId: id, ...said }))),
      ),
    close: () => answerForm('close', { schema: EndForm, form }, (said) => quietly(as(actor, (scope) => closeNeed(scope, { id, ...said })))),
    open: () =>
      answerForm('open', { schema: nothing, form }, () =>
        quietly(as(actor, (scope) => closeNeed(scope, { id, ended: null, because: '' }))),
      ),
    drop: () => answerForm('drop', { schema: nothing, form }, () => quietly(as(actor, (scope) => dropNeed(scope, id)))),
    out: () =>
      answerForm('out', { schema: z.object({ evidence: z.uuid() }), form }, ({ evidence }) =>
        quietly(as(actor, (scope) => takeOutEvidence(scope, { needId: id, evidenceId: evidence }))),
      ),
    link: () =>
      answerForm('link', { schema: z.object({ programme: z.uuid('Choose a programme') }), form }, ({ programme }) =>
        quietly(as(actor, (scope) => linkProgramme(scope, { needId: id, programmeId: programme, isLinked: true }))),
      ),
    unlink: () =>
      answerForm('unlink', { schema: z.object({ programme: z.uuid() }), form }, ({ programme }) =>
        quietly(as(actor, (scope) => linkProgramme(scope, { needId: id, programmeId: programme, isLinked: false }))),
      ),
  };
  const acted = await (Object.hasOwn(does, act) ? does[act as keyof typeof does] : does.show)();
  if (!acted.ok) return data(acted.refused, { status: acted.status });
  return redirect(act === 'drop' ? '/w/faculty/needs' : `/w/faculty/needs/${id}${acted.done}`);
}

const labels = { word: 'How soon', reason: 'Why', ended: 'What became of it', because: 'Why', programme: 'Programme' } as const;
const doneWords: Readonly<Record<string, string>> = {
  begin: 'The need is kept. Now add what shows that it is one',
  change: 'The need is changed',
  evidence: 'The evidence is added',
  out: 'The evidence is taken out',
  show: 'The collaborative reads this need now',
  back: 'It is the school’s alone again',
  say: 'What your school says stands beside the others',
  close: 'The need is closed',
  open: 'The need is open again',
  link: 'The programme stands beside the need',
  unlink: 'The programme does not stand beside the need any more',
};

export default function NeedPage({ loaderData, actionData, params }: Route.ComponentProps) {
  const { need, may, done, suffix } = loaderData;
  const errors = actionData?.errors ?? [];
  const standing = need.evidence.filter(({ stands }) => stands);
  return (
    <Page
      title={need.title}
      status={[
        need.school ?? 'The collaborative’s',
        need.shownAt === null && 'not shown to the collaborative',
        need.ended !== null && 'closed',
        need.isSample && 'invented sample',
      ]
        .filter(Boolean)
        .join('\u00a0· ')}
      lead={`${need.about.code ?? ''} ${need.about.title}`.trim()}
      crumbs={[{ label: 'Faculty', to: '/w/faculty' }, { label: 'Needs', to: `/w/faculty/needs${suffix}` }, { label: 'One need' }]}
    >
      <title>{`${actionData ? 'Error: ' : ''}${need.title} · Needs · Concord`}</title>
      {!actionData && done !== null && Object.hasOwn(doneWords, done) && <Note kind="success" title={doneWords[done]!} isAnswer />}
      <FormErrors errors={errors} labels={labels} />
      {need.ended !== null && (
        <Note kind="plain" title={`Closed: ${endingName(need.ended)}`}>
          {need.endedBecause ?? ''}
        </Note>
      )}
      <p className="reader-words">{need.lacking}</p>
      <Facts
        facts={[
          ['Written down', dayIn(need.begunAt, zone)],
          ['Shown to the collaborative', need.shownAt && need.ofSchoolId !== null ? dayIn(need.shownAt, zone) : null],
        ]}
      />
      {may.write && (
        <p className="bar">
          <ButtonLink href={`/w/faculty/needs/${need.id}/edit${suffix}`}>Change the words</ButtonLink>
        </p>
      )}
      <Section title="Evidence">
        {standing.length === 0 && (
          <Note kind="attention" title={need.evidence.length === 0 ? 'This need is without evidence' : 'The evidence of this need is gone'}>
            It says what somebody thinks. Nothing here shows it yet.
          </Note>
        )}
        <EvidenceList evidence={need.evidence} />
        {may.add && (
          <p className="bar">
            <ButtonLink kind={standing.length === 0 ? 'primary' : 'plain'} href={`/w/faculty/needs/${need.id}/evidence${suffix}`}>
              Add evidence
            </ButtonLink>
          </p>
        )}
        {need.evidence.length > 0 && (
          <Downloads of={`All ${need.evidence.length}`} address={`/w/faculty/needs/${params.need}`} search={suffix} />
        )}
      </Section>
      <HowSoon
        need={need}
        school={loaderData.school}
        maySay={may.prioritise}
        values={actionData?.act === 'say' ? actionData.values : undefined}
        errors={errors}
      />
      <Section title="What answers it">
        <Answers answers={need.answers} competency={need.competencyStableId} />
        {may.link && <LinkedProgrammes need={need} programmes={loaderData.programmes} mayBegin={may.begin} />}
      </Section>
      <Ending need={need} may={may} values={actionData?.act === 'close' ? actionData.values : undefined} errors={errors} />
      <Defined figures={needDefinitions} />
    </Page>
  );
}
