import { data, redirect } from 'react-router';
import { actorOf, answerForm, scoped } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { Downloads } from '#app/ui/downloads.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { FormErrors } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Section } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { mayCode } from '../../rules.ts';
import { isOn } from '../../study/approach.ts';
import { inStudy } from '../../study/in-study.server.ts';
import { StudyPage } from '../../study/parts/study-page.tsx';
import { studyNamed } from '../../study/queries.server.ts';
import { addCode } from '../codebook-commands.server.ts';
import { CodeFields, codeLabels } from '../parts/code-fields.tsx';
import { codebook } from '../queries.server.ts';
import { CodeSaid } from '../schema.ts';
import type { Route } from './+types/codebook';

export function loader({ context, params, request }: Route.LoaderArgs) {
  return scoped({ context, request }, async (scope) => {
    const study = await studyNamed(scope, params.study);
    return { study, ...(await codebook(scope, study)), mayChange: mayCode(study), done: new URL(request.url).searchParams.get('done') };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const actor = await actorOf({ context, request });
  const acted = await answerForm('add', { schema: CodeSaid, form: await request.formData() }, async (said) => {
    await inStudy(actor, params.study, (scope, study) => addCode(scope, study, said));
    return undefined;
  });
  return acted.ok ? redirect(acted.done) : data(acted.refused, { status: acted.status });
}

const done: Readonly<Record<string, string>> = {
  add: 'The code is in the codebook',
  keep: 'The code is saved',
  merge: 'The codes are merged; what was coded with the first counts as the other',
  split: 'The code is split; its codings wait for their coders',
  retire: 'The code is out of use; what was coded with it stays',
};

export default function Codebook({ loaderData, actionData }: Route.ComponentProps) {
  const { study, version, codes, mayChange } = loaderData;
  const { values = {}, errors = [] } = actionData ?? {};
  const base = `/w/focus-groups/${study.slug}/codebook`;
  return (
    <StudyPage
      study={study}
      here="/codebook"
      title="Codebook"
      lead="The names for what passages say, with what belongs to each. Every change is its next version."
      hasErrors={errors.length > 0}
    >
      {loaderData.done && Object.hasOwn(done, loaderData.done) && <Note kind="success" title={done[loaderData.done]!} isAnswer />}
      <FormErrors errors={errors} labels={codeLabels} />
      {codes.length === 0 ? (
        <Empty title="No code yet">
          {!isOn(study.approach, 'counts') && 'This study reads and meets; codes may help, and it needs none. '}
          {mayChange
            ? 'Add the first. It can be renamed, moved and merged later; nothing coded with it is lost.'
            : 'The study’s leads and coders write it.'}
        </Empty>
      ) : (
        <>
          <Table
            caption={`Codes, version ${version}`}
            isCaptionHidden
            count={`${count(codes.length, 'code', 'codes')}, version ${version}`}
            rows={codes}
            rowKey={({ id }) => id}
            columns={[
              {
                key: 'name',
                label: 'Code',
                cell: ({ id, name, depth, colour }) => (
                  <span className={`code-name code-${colour} depth-${depth}`}>
                    <span className="swatch" aria-hidden="true" />
                    <span>
                      <span className="visually-hidden">{'– '.repeat(depth)}</span>
                      {mayChange ? <a href={`${base}/${id}`}>{name}</a> : name}
                    </span>
                  </span>
                ),
              },
              { key: 'definition', label: 'Definition', phone: 'bare', cell: ({ definition }) => definition },
              { key: 'exclude', label: 'Do not use it when', cell: ({ exclude }) => exclude },
            ]}
          />
          <Downloads of={`All ${codes.length}`} address={base} />
        </>
      )}
      {mayChange && (
        <Section title="Add a code">
          <form method="post" className="form" noValidate>
            <CodeFields parents={codes} values={values} errors={errors} />
            <p className="bar">
              <Button kind={codes.length === 0 ? 'primary' : 'plain'}>Add the code</Button>
            </p>
          </form>
        </Section>
      )}
    </StudyPage>
  );
}
