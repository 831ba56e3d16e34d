import { data, redirect } from 'react-router';
import * as z from 'zod';
import { as } from '#app/platform/scope.server.ts';
import { answerForm } from '#app/platform/web.server.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { Defined } from '#app/ui/definition.tsx';
import { Downloads } from '#app/ui/downloads.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { FormErrors } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { facultyActor, inFaculty } from '../../in-faculty.server.ts';
import { facultyEvaluationDefinitions } from '../definitions.ts';
import { kirkpatrickWords } from '../levels.ts';
import { reportedWords } from '../reported.ts';
import { dropReported } from '../reported-commands.server.ts';
import { type Reported, reportedOutcomes } from '../reported-queries.server.ts';
import { mayReport } from '../rules.ts';
import type { Route } from './+types/reported';

export function loader({ context, request }: Route.LoaderArgs) {
  return inFaculty({ context, request }, async (scope) => ({
    outcomes: await reportedOutcomes(scope),
    mayEnter: mayReport(scope.actor),
    done: new URL(request.url).searchParams.get('done'),
  }));
}

export async function action({ context, request }: Route.ActionArgs) {
  const actor = await facultyActor({ context, request });
  const acted = await answerForm(
    'drop',
    { schema: z.object({ outcome: z.uuid() }), form: await request.formData() },
    async ({ outcome }) => {
      await as(actor, (scope) => dropReported(scope, outcome));
      return undefined;
    },
  );
  return acted.ok ? redirect(acted.done) : data(acted.refused, { status: acted.status });
}

export default function ReportedOutcomes({ loaderData: { outcomes, mayEnter, done }, actionData }: Route.ComponentProps) {
  return (
    <Page
      title="What other programmes reported"
      lead="Figures of programmes elsewhere, or of the past, as their sources print them. A need can rest on them."
      crumbs={[{ label: 'Faculty', to: '/w/faculty' }, { label: 'Needs', to: '/w/faculty/needs' }, { label: 'Reported' }]}
    >
      <title>What other programmes reported · Concord</title>
      {!actionData && done === 'enter' && <Note kind="success" title="It is entered, with its source" isAnswer />}
      {!actionData && done === 'drop' && <Note kind="success" title="It is taken out, and needs do not rest on it any more" isAnswer />}
      <FormErrors errors={actionData?.errors ?? []} />
      {mayEnter && (
        <p className="bar">
          <ButtonLink kind="primary" href="/w/faculty/reported/new">
            Enter what a programme reported
          </ButtonLink>
        </p>
      )}
      {outcomes.length === 0 ? (
        <Empty title="Nothing yet">
          Enter a figure that a programme reported, with its source. A count and a percentage that do not agree, people counted twice, a
          mean outside its scale or a wrong sum are noticed as you enter them.
        </Empty>
      ) : (
        <>
          <Table
            caption="Reported outcomes, the newest first"
            isCaptionHidden
            count={count(outcomes.length, 'outcome', 'outcomes')}
            rows={[...outcomes]}
            rowKey={({ id }) => id}
            columns={[
              { key: 'programme', label: 'Programme', cell: (each) => <Programme outcome={each} /> },
              { key: 'figure', label: 'Figure', phone: 'line', cell: (each) => <Printed outcome={each} /> },
              { key: 'source', label: 'Source', phone: 'line', cell: ({ source, url }) => (url ? <a href={url}>{source}</a> : source) },
              {
                key: 'acts',
                label: 'Take out',
                phone: 'line',
                cell: ({ id, isOwn, programme }) =>
                  isOwn && (
                    <form method="post">
                      <input type="hidden" name="outcome" value={id} />
                      <Button kind="quiet">
                        Take it out<span className="visually-hidden">: {programme}</span>
                      </Button>
                    </form>
                  ),
              },
            ]}
          />
          <Downloads of={`All ${outcomes.length}`} address="/w/faculty/reported" />
        </>
      )}
      <Defined figures={facultyEvaluationDefinitions.slice(0, 1)} />
    </Page>
  );
}

function Programme({ outcome: { programme, years, kirkpatrick, isSample } }: { outcome: Reported }) {
  return (
    <>
      {programme}
      <br />
      <span className="muted small">
        {[years, kirkpatrickWords(kirkpatrick), isSample && 'invented sample'].filter(Boolean).join(', ')}
      </span>
    </>
  );
}

function Printed({ outcome: { what, figure, contradictions, keptBecause } }: { outcome: Reported }) {
  return (
    <>
      {what}: <span className="num">{reportedWords(figure)}</span>
      {contradictions.map((contradiction) => (
        <p key={contradiction}>
          <Tag kind="attention">Contradicts itself</Tag> {contradiction} Kept because: {keptBecause}
        </p>
      ))}
    </>
  );
}
