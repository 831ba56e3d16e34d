import { data, redirect } from 'react-router';
import { answerForm, memberOf, scoped } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { Choices } from '#app/ui/choices.tsx';
import { day } from '#app/ui/date.ts';
import { Defined } from '#app/ui/definition.tsx';
import { Downloads } from '#app/ui/downloads.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { Field } from '#app/ui/field.tsx';
import { FormErrors, fieldsOf } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { openReport } from '../commands.server.ts';
import { reportDefinitions } from '../definitions.ts';
import { ReportedTable } from '../parts/reported.tsx';
import { reportFigures, reportYears } from '../queries.server.ts';
import { mayAnswerReport, mayOpenReport, reportSeat } from '../rules.ts';
import { ReportYear } from '../schema.ts';
import type { Route } from './+types/reports';

const labels = { year: 'Academic year', opensOn: 'First day', closesOn: 'Last day' };

export function loader({ context, request }: Route.LoaderArgs) {
  const { searchParams } = new URL(request.url);
  return scoped({ context, request, slug: reportSeat(memberOf(context, request)) }, async (scope) => {
    const years = await reportYears(scope);
    const counted = years.filter(({ isCounted }) => isCounted);
    const chosen = counted.find(({ year }) => year === searchParams.get('year')) ?? counted[0];
    return {
      ...{ years, counted, year: chosen?.year ?? null, school: scope.actor.school?.name ?? null },
      figures: chosen ? await reportFigures(scope, chosen.year) : null,
      mayOpen: mayOpenReport(scope.actor),
      mayAnswer: mayAnswerReport(scope.actor),
      isDone: searchParams.get('done') === 'open',
    };
  });
}

export async function action({ context, request }: Route.ActionArgs) {
  const form = await request.formData();
  const acted = await answerForm('open', { schema: ReportYear, form }, async (input) => {
    await scoped({ context, request }, (scope) => openReport(scope, input));
    return undefined;
  });
  return acted.ok ? redirect(acted.done) : data(acted.refused, { status: acted.status });
}

export default function Reports({ loaderData, actionData }: Route.ComponentProps) {
  const { years, counted, year, school, figures, mayOpen, mayAnswer, isDone } = loaderData;
  const { errors = [], values = {} } = actionData ?? {};
  const shared = fieldsOf(labels, values, errors);
  const open = years.filter(({ isOpen }) => isOpen);
  return (
    <Page
      title="What graduates say"
      lead="At the end of each year students say what they saw and practised, how sure they are, and whether they want to go on."
      crumbs={[{ label: 'Practice', to: '/w/practice' }, { label: 'What graduates say' }]}
      isCompact
    >
      <title>{`${errors.length > 0 ? 'Error: ' : ''}What graduates say · Concord`}</title>
      {isDone && <Note kind="success" title="The questions of this year are kept" isAnswer />}
      {open.map((each) => (
        <Note key={each.year} kind="plain" title={`${each.year} is asked until ${day(each.closesOn)}`}>
          {mayAnswer && !each.isAnswered && (
            <p>
              <a href={`/w/practice/reports/${each.year}`}>Answer: it takes a minute</a>
            </p>
          )}
          {each.isAnswered && <p>You answered. Thank you.</p>}
          {!mayAnswer && (
            <p>
              <a href={`/w/practice/reports/${each.year}`}>What students are asked</a>
            </p>
          )}
        </Note>
      ))}
      <p className="prose">
        What people say of themselves stands beside what others observed, and is never mixed with it: being sure of oneself is not skill.
        Answers are counted once and deleted; a number is told as where it lies.
      </p>
      <Defined figures={reportDefinitions} />
      {figures === null || year === null ? (
        <Empty title="No year was counted yet">When the last day of a year’s questions is over, what was said stands here.</Empty>
      ) : (
        <>
          {counted.length > 1 && (
            <Choices
              label="Year"
              options={counted.map((each) => ({
                to: `/w/practice/reports?year=${each.year}`,
                label: each.year,
                isCurrent: each.year === year,
              }))}
            />
          )}
          {school !== null && (
            <Section title={`${school}, ${year}`}>
              {figures.own.length === 0 ? (
                <p>Fewer than ten answered, so nothing is shown.</p>
              ) : (
                <ReportedTable reported={figures.own} of={school} />
              )}
            </Section>
          )}
          <Section title={`All schools, ${year}`}>
            {figures.all.length === 0 ? (
              <p>Ten or more answered at fewer than three schools, so there is no figure over all.</p>
            ) : (
              <ReportedTable reported={figures.all} of="all schools" />
            )}
          </Section>
          <Downloads of="These figures" address="/w/practice/reports" search={`?year=${year}`} />
        </>
      )}
      {mayOpen && (
        <Section title="Ask the questions of a year">
          <FormErrors errors={errors} labels={labels} />
          <form method="post" className="form" noValidate>
            <Field {...shared('year')} />
            <Field {...shared('opensOn')} type="date" />
            <Field {...shared('closesOn')} type="date" help="Answers are counted and deleted the day after." />
            <p className="bar">
              <Button kind="primary">Ask these</Button>
            </p>
          </form>
        </Section>
      )}
    </Page>
  );
}
