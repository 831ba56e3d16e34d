import { scoped } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { Note } from '#app/ui/note.tsx';
import { mayTakeOut } from '../../rules.ts';
import { approachWords } from '../../study/approach.ts';
import { studyNamed } from '../../study/queries.server.ts';
import { studyFacts } from '../facts-queries.server.ts';
import { draftNote, methodsSentences } from '../methods.ts';
import { ReportPage } from '../parts/report-page.tsx';
import type { Route } from './+types/methods';

export function loader({ context, params, request }: Route.LoaderArgs) {
  return scoped({ context, request }, async (scope) => {
    const study = await studyNamed(scope, params.study);
    return { study, sentences: methodsSentences(await studyFacts(scope, study)), mayTake: mayTakeOut(study) };
  });
}

export default function Methods({ loaderData: { study, sentences, mayTake } }: Route.ComponentProps) {
  return (
    <ReportPage
      study={study}
      title="Methods paragraph"
      lead={`What the study did, with its figures, in the terms of its approach: ${approachWords[study.approach].name.toLowerCase()}.`}
    >
      <Note kind="attention" title={draftNote} />
      {sentences.hearing.length > 0 && <p className="reading">{sentences.hearing.join(' ')}</p>}
      <p className="reading">{sentences.analysis.join(' ')}</p>
      <p className="small muted">
        It says nothing of what the study’s data do not say. Where something is missing, note it where it belongs, and the draft has it.
      </p>
      {mayTake && (
        <form method="post" action={`/w/focus-groups/${study.slug}/reports/file`}>
          <input type="hidden" name="file" value="methods paragraph" />
          <p className="bar">
            <Button name="format" value="docx">
              The draft as DOCX
            </Button>
          </p>
        </form>
      )}
    </ReportPage>
  );
}
