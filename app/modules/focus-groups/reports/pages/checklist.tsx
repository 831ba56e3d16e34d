import { data, redirect } from 'react-router';
import { addressed } from '#app/platform/form.ts';
import { as } from '#app/platform/scope.server.ts';
import { actorOf, refusalOf, scoped } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { Field } from '#app/ui/field.tsx';
import { FormErrors } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Section } from '#app/ui/page.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { mayTakeOut, mayWriteNotes } from '../../rules.ts';
import { studyNamed } from '../../study/queries.server.ts';
import { type ChecklistName, checklists, type FilledItem, isGap } from '../checklist.ts';
import { keepAnswers } from '../commands.server.ts';
import { ReportPage } from '../parts/report-page.tsx';
import { studyChecklist } from '../queries.server.ts';
import { ChecklistAsked, fileFormats } from '../schema.ts';
import type { Route } from './+types/checklist';

const longest = 10_000;

function nameIn(said: string): ChecklistName {
  return addressed(ChecklistAsked, said, 'This checklist') === 'coreq' ? 'COREQ' : 'SRQR';
}

export function loader({ context, params, request }: Route.LoaderArgs) {
  return scoped({ context, request }, async (scope) => {
    const name = nameIn(params.checklist);
    const study = await studyNamed(scope, params.study);
    return {
      ...{ study, name, items: await studyChecklist(scope, study, name) },
      ...{ mayWrite: mayWriteNotes(study), mayTake: mayTakeOut(study), isDone: new URL(request.url).searchParams.get('done') === 'keep' },
    };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const actor = await actorOf({ context, request });
  const form = await request.formData();
  const kept = await refusalOf(() =>
    as(actor, async (scope) => {
      const study = await studyNamed(scope, params.study);
      const checklist = nameIn(params.checklist);
      const answers = checklists[checklist].items.map(({ id }) => ({
        item: id,
        words: wordsOf(form.get(`item-${id}`)).slice(0, longest),
        seen: wordsOf(form.get(`seen-${id}`)),
      }));
      return keepAnswers(scope, study, { checklist, answers });
    }),
  );
  if (kept.ok) return redirect('?done=keep');
  const values = Object.fromEntries([...form].map(([key, value]) => [key, wordsOf(value)]));
  return data({ errors: [{ field: '', message: kept.message }], values }, { status: kept.status });
}

function wordsOf(said: FormDataEntryValue | null): string {
  return typeof said === 'string' ? said.replaceAll('\r\n', '\n').replaceAll('\0', '').trim() : '';
}

export default function Checklist({ loaderData, actionData }: Route.ComponentProps) {
  const { study, name, items, mayWrite, mayTake, isDone } = loaderData;
  const { title, source } = checklists[name];
  const gaps = items.filter(isGap);
  const errors = actionData?.errors ?? [];
  const domains = [...Map.groupBy(items, ({ domain }) => domain)];
  const drawn = items.filter((item) => item.drawn !== null).length;
  return (
    <ReportPage
      study={study}
      title={name}
      lead={`${title}. The program fills what the study’s data say; you write what they do not.`}
      hasErrors={errors.length > 0}
    >
      {isDone && <Note kind="success" title="Your answers are saved" isAnswer />}
      <FormErrors errors={errors} labels={{}} />
      <p>
        {drawn} of {count(items.length, 'item', 'items')} have something from the study’s data; {count(gaps.length, 'is a gap', 'are gaps')}
        . What the program drew is a suggestion: read it against what was done. {source}.
      </p>
      {mayTake && (
        <form method="post" action={`/w/focus-groups/${study.slug}/reports/file`}>
          <input type="hidden" name="file" value={name} />
          <p className="bar">
            {fileFormats[name].map((format) => (
              <Button key={format} name="format" value={format}>
                {name} as {format.toUpperCase()}
              </Button>
            ))}
          </p>
        </form>
      )}
      {mayWrite ? (
        <form method="post" noValidate>
          {domains.map(([domain, own]) => (
            <Section key={domain} title={domain}>
              {own.map((item) => (
                <div key={item.id} className="form checklist-item">
                  <Drawn item={item} />
                  <input type="hidden" name={`seen-${item.id}`} value={actionData?.values[`seen-${item.id}`] ?? item.written} />
                  <Field
                    kind="textarea"
                    name={`item-${item.id}`}
                    label={`Answer to ${item.id}`}
                    isOptional
                    rows={2}
                    value={actionData?.values[`item-${item.id}`] ?? item.written}
                  />
                </div>
              ))}
              <p className="bar">
                <Button kind="primary">Save all answers</Button>
              </p>
            </Section>
          ))}
        </form>
      ) : (
        domains.map(([domain, own]) => (
          <Section key={domain} title={domain}>
            {own.map((item) => (
              <div key={item.id} className="checklist-item">
                <Drawn item={item} />
                {item.written && <p>{item.written}</p>}
              </div>
            ))}
          </Section>
        ))
      )}
    </ReportPage>
  );
}

function Drawn({ item }: { item: FilledItem }) {
  return (
    <div>
      <h3>
        {item.id}. {item.name} {isGap(item) && <Tag kind="attention">gap</Tag>}
      </h3>
      <p className="small muted">{item.asks}</p>
      {item.drawn !== null && (
        <p>
          <span className="small muted">From the study’s data: </span>
          {item.drawn}
        </p>
      )}
    </div>
  );
}
