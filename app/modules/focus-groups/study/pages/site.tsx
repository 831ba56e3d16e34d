import { data, redirect } from 'react-router';
import { addressed } from '#app/platform/form.ts';
import { missing } from '#app/platform/problem.ts';
import { actorOf, answerForm, scoped } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { day } from '#app/ui/date.ts';
import { Facts } from '#app/ui/facts.tsx';
import { Field } from '#app/ui/field.tsx';
import { type FormError, FormErrors, fieldsOf } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Section } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { mayLeadStudy } from '../../rules.ts';
import { inStudy } from '../in-study.server.ts';
import { StudyPage } from '../parts/study-page.tsx';
import { studyNamed } from '../queries.server.ts';
import { Amendment, Id, SiteForm } from '../schema.ts';
import { amendSite, keepSite } from '../site-commands.server.ts';
import { type StudySite, siteAmendments, studySites } from '../site-queries.server.ts';
import type { Route } from './+types/site';

export function loader({ context, params, request }: Route.LoaderArgs) {
  const siteId = addressed(Id, params.site, 'This site');
  return scoped({ context, request }, async (scope) => {
    const study = await studyNamed(scope, params.study);
    const site = (await studySites(scope, study)).find(({ id }) => id === siteId);
    if (!site) throw missing('This site');
    return {
      study,
      site,
      amendments: await siteAmendments(scope, study, siteId),
      mayKeep: mayLeadStudy(study),
      done: new URL(request.url).searchParams.get('done'),
    };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const siteId = addressed(Id, params.site, 'This site');
  const actor = await actorOf({ context, request });
  const form = await request.formData();
  const acted =
    form.get('act') === 'amend'
      ? await answerForm('amend', { schema: Amendment, form }, async (said) => {
          await inStudy(actor, params.study, (scope, study) => amendSite(scope, study, { siteId, said }));
          return undefined;
        })
      : await answerForm('keep', { schema: SiteForm, form }, async ({ seen, said }) => {
          await inStudy(actor, params.study, (scope, study) => keepSite(scope, study, { siteId, seen, said }));
          return undefined;
        });
  return acted.ok ? redirect(acted.done) : data(acted.refused, { status: acted.status });
}

const labels = {
  determination: 'Determination',
  board: 'Board',
  leadBoard: 'Lead board',
  reliance: 'Reliance agreement',
  number: 'Number',
  approvedOn: 'Approved on',
  expiresOn: 'Last day',
  amendment: 'Number of the amendment',
  what: 'What changed',
  amendedOn: 'Amendment approved on',
  newLastDay: 'New last day',
};
const determinations = ['exempt', 'expedited', 'full board', 'not human subjects research'];

export default function Site({ loaderData, actionData }: Route.ComponentProps) {
  const { study, site, amendments, mayKeep, done } = loaderData;
  const errors = actionData?.errors ?? [];
  const refused = (act: string) => (actionData?.act === act ? actionData : undefined);
  return (
    <StudyPage
      study={study}
      here="/sites"
      below={site.name}
      title={site.name}
      lead={`What its board decided. ${coverWords(site)}.`}
      hasErrors={errors.length > 0}
    >
      {done === 'add' && <Note kind="success" title="The site is added. Write what its board decided" isAnswer />}
      {done === 'keep' && <Note kind="success" title="What the board decided is saved" isAnswer />}
      {done === 'amend' && <Note kind="success" title="The amendment is noted" isAnswer />}
      <FormErrors errors={errors} labels={labels} />
      {mayKeep ? <Decision site={site} values={refused('keep')?.values} errors={refused('keep')?.errors ?? []} /> : <Decided site={site} />}
      {amendments.length > 0 && (
        <Section title="Amendments">
          <Table
            caption="Amendments, the newest first"
            isCaptionHidden
            rows={amendments}
            rowKey={({ id }) => id}
            columns={[
              { key: 'number', label: 'Number', cell: ({ number }) => number },
              { key: 'what', label: 'What changed', phone: 'bare', cell: ({ what }) => what },
              { key: 'approved', label: 'Approved', cell: ({ approvedOn }) => day(approvedOn) },
              { key: 'until', label: 'Last day', cell: ({ expiresOn }) => (expiresOn ? day(expiresOn) : 'as before') },
            ]}
          />
        </Section>
      )}
      {mayKeep && site.approvedOn !== null && <Amend values={refused('amend')?.values} errors={refused('amend')?.errors ?? []} />}
    </StudyPage>
  );
}

function coverWords({ approval, approvedOn, expiresOn }: StudySite): string {
  if (approval.state === 'none') return 'Nothing can come in yet';
  if (approval.state === 'later') return `It covers what comes in from ${day(approvedOn!)} on`;
  if (approval.state === 'expired') return `It ended on ${day(expiresOn!)}: nothing comes in any more`;
  return expiresOn ? `It covers what comes in until ${day(expiresOn)}` : 'It covers what comes in, without an end';
}

function Decided({ site }: { site: StudySite }) {
  const { determination, board, leadBoard, reliance, number, approvedOn, expiresOn } = site;
  return (
    <Facts
      facts={[
        ['Determination', determination ?? 'none yet'],
        ['Board', board || 'not said'],
        ['Lead board', leadBoard || 'not said'],
        ['Reliance agreement', reliance || 'none'],
        ['Number', number || 'not said'],
        ['Approved on', approvedOn ? day(approvedOn) : 'not yet'],
        ['Last day', expiresOn ? day(expiresOn) : 'none'],
      ]}
    />
  );
}

type Asked = { values: Readonly<Record<string, string>> | undefined; errors: readonly FormError[] };

function Decision({ site, values, errors }: Asked & { site: StudySite }) {
  const { determination, board, leadBoard, reliance, number, approvedOn, firstExpiry, changedAt } = site;
  const shown: Readonly<Record<string, string>> = values ?? {
    ...{ board, leadBoard, reliance, number },
    determination: determination ?? '',
    approvedOn: approvedOn ?? '',
    expiresOn: firstExpiry ?? '',
    seen: changedAt.toISOString(),
  };
  const shared = fieldsOf(labels, shown, errors);
  return (
    <form method="post" className="form" noValidate>
      <input type="hidden" name="seen" value={shown.seen} />
      <Field
        kind="select"
        {...shared('determination')}
        options={[{ value: '', label: 'none yet' }, ...determinations.map((value) => ({ value, label: value }))]}
      />
      <Field {...shared('number')} isOptional help="As the board numbers the study." />
      <Field {...shared('board')} isOptional help="The school’s own board." />
      <Field {...shared('leadBoard')} isOptional help="The board that this one relies on, if it does." />
      <Field {...shared('reliance')} isOptional isWide help="Which agreement says so." />
      <Field {...shared('approvedOn')} type="date" isOptional />
      <Field {...shared('expiresOn')} type="date" isOptional help="Leave it empty where the approval has no end." />
      <p className="bar">
        <Button kind="primary" name="act" value="keep">
          Save what the board decided
        </Button>
      </p>
    </form>
  );
}

function Amend({ values, errors }: Asked) {
  const shared = fieldsOf(labels, values, errors);
  return (
    <Section title="Note an amendment or a renewal" id="amend">
      <form method="post" className="form" noValidate>
        <Field {...shared('amendment')} />
        <Field kind="textarea" rows={3} {...shared('what')} />
        <Field type="date" {...shared('amendedOn')} />
        <Field type="date" {...shared('newLastDay')} isOptional help="Leave it empty when it stays." />
        <p className="bar">
          <Button name="act" value="amend">
            Note the amendment
          </Button>
        </p>
      </form>
    </Section>
  );
}
