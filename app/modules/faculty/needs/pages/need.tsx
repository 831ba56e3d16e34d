import { data, redirect } from 'react-router';
import * as z from 'zod';
import { as } from '#app/platform/scope.server.ts';
import { actorOf, answerForm, memberOf, scoped } from '#app/platform/web.server.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { dayIn } from '#app/ui/date.ts';
import { Defined } from '#app/ui/definition.tsx';
import { Downloads } from '#app/ui/downloads.tsx';
import { Facts } from '#app/ui/facts.tsx';
import { Field } from '#app/ui/field.tsx';
import { errorOf, FormErrors } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { zone } from '../../../members/time-zone.ts';
import { closeNeed, dropNeed, linkProgramme, sayPriority, showNeed, takeOutEvidence } from '../commands.server.ts';
import { needDefinitions } from '../definitions.ts';
import { endingName, endings } from '../evidence.ts';
import { Answers } from '../parts/answers.tsx';
import { EvidenceList } from '../parts/evidence-list.tsx';
import { Priorities } from '../parts/priorities.tsx';
import { priorityMeans, priorityWords, saying } from '../priority.ts';
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
      },
      own: need.priorities.find(({ bySchoolId }) => bySchoolId === actor.school?.id) ?? null,
      school: actor.school?.name ?? null,
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
      <HowSoon data={loaderData} values={actionData?.act === 'say' ? actionData.values : undefined} errors={errors} />
      <Section title="What answers it">
        <Answers answers={need.answers} competency={need.competencyStableId} />
        <Programmes data={loaderData} />
      </Section>
      <Ending data={loaderData} values={actionData?.act === 'close' ? actionData.values : undefined} errors={errors} />
      <Defined figures={needDefinitions} />
    </Page>
  );
}

type Data = Route.ComponentProps['loaderData'];
type FormProps = {
  data: Data;
  values: Readonly<Record<string, string>> | undefined;
  errors: readonly { field: string; message: string }[];
};

function HowSoon({ data: { need, may, own, school }, values, errors }: FormProps) {
  return (
    <Section title="How soon">
      {need.shownAt === null ? (
        <p>The schools say how soon they want it met once the collaborative reads it.</p>
      ) : need.priorities.length === 0 ? (
        <p>No school said yet.</p>
      ) : (
        <>
          <p>
            {saying('now', need)} of the {need.priorities.length} schools that said a word said “now”. The words are ordered, and never
            averaged.
          </p>
          <Priorities priorities={need.priorities} />
        </>
      )}
      {may.prioritise && (
        <details open={values !== undefined || own === null}>
          <summary>{own === null ? `Say how soon ${school} wants it met` : `Change what ${school} says`}</summary>
          <form method="post" className="form" noValidate>
            <Field
              kind="radios"
              name="word"
              label={labels.word}
              value={values?.word ?? own?.word}
              error={errorOf(errors, 'word')}
              options={priorityWords.map((word) => ({
                value: word,
                label: word[0]!.toUpperCase() + word.slice(1),
                help: priorityMeans[word],
              }))}
              isWide
            />
            <Field
              kind="textarea"
              rows={2}
              name="reason"
              label={labels.reason}
              value={values?.reason ?? own?.reason}
              error={errorOf(errors, 'reason')}
              help="The other schools read it beside your word."
            />
            <p className="bar">
              <Button kind="primary" name="act" value="say">
                Say this for {school}
              </Button>
            </p>
          </form>
        </details>
      )}
    </Section>
  );
}

function Programmes({ data: { need, may, programmes } }: { data: Data }) {
  if (!may.link) return null;
  return (
    <>
      {need.answers.map(({ id, title }) => (
        <form method="post" key={id}>
          <input type="hidden" name="programme" value={id} />
          <Button kind="quiet" name="act" value="unlink">
            “{title}” does not answer it
          </Button>
        </form>
      ))}
      {programmes.length > 0 && (
        <form method="post" className="form" noValidate>
          <Field
            kind="select"
            name="programme"
            label="A programme that answers it"
            options={[{ value: '', label: 'Choose one' }, ...programmes.map(({ id, title }) => ({ value: id, label: title }))]}
            isWide
          />
          <p className="bar">
            <Button name="act" value="link">
              Put it beside this need
            </Button>
          </p>
        </form>
      )}
      <p>
        <a href={`/w/faculty/programmes/new?competency=${need.competencyStableId}`}>Begin a programme</a>
      </p>
    </>
  );
}

function Ending({ data: { need, may }, values, errors }: FormProps) {
  if (!may.show && !may.close && !(may.write && need.ofSchoolId !== null)) return null;
  return (
    <Section title="Show it, or close it">
      {may.show && need.ended === null && (
        <form method="post">
          <p>
            {need.shownAt === null
              ? 'Whoever works or teaches at a member school, or has a role in the collaborative, will read its words, its evidence as far as it is released to them, and your school’s name. Students will not.'
              : 'Take it back, and nobody outside your school reads it, nor what the schools said of it.'}
          </p>
          <p className="bar">
            <Button kind={need.shownAt === null ? 'primary' : 'danger'} name="act" value={need.shownAt === null ? 'show' : 'back'}>
              {need.shownAt === null ? 'Show it to the collaborative' : 'Take it back'}
            </Button>
          </p>
        </form>
      )}
      {may.write && need.ofSchoolId !== null && need.shownAt === null && (
        <form method="post">
          <Button kind="quiet" name="act" value="drop">
            Throw it away
          </Button>
        </form>
      )}
      {may.close &&
        (need.ended === null ? (
          <details open={values !== undefined}>
            <summary>Close this need</summary>
            <form method="post" className="form" noValidate>
              <Field
                kind="radios"
                name="ended"
                label={labels.ended}
                value={values?.ended}
                error={errorOf(errors, 'ended')}
                options={endings.map(({ id, name, means }) => ({ value: id, label: name, help: means }))}
                isWide
              />
              <Field
                kind="textarea"
                rows={2}
                name="because"
                label={labels.because}
                value={values?.because}
                error={errorOf(errors, 'because')}
              />
              <p className="bar">
                <Button name="act" value="close">
                  Close it
                </Button>
              </p>
            </form>
          </details>
        ) : (
          <form method="post">
            <Button name="act" value="open">
              Open it again
            </Button>
          </form>
        ))}
    </Section>
  );
}
