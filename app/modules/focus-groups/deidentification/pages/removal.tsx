import { data, redirect } from 'react-router';
import { addressed } from '#app/platform/form.ts';
import { actorOf, refusalOf, scoped } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { FormErrors } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Table } from '#app/ui/table.tsx';
import { promiseWords } from '../../study/consent-item.ts';
import { inStudy } from '../../study/in-study.server.ts';
import { StudyPage } from '../../study/parts/study-page.tsx';
import { studyNamed } from '../../study/queries.server.ts';
import { removeTurns } from '../removal-commands.server.ts';
import { turnsToRemove, withdrawnParticipant } from '../removal-queries.server.ts';
import { PassageId } from '../schema.ts';
import type { Route } from './+types/removal';

export function loader({ context, params, request }: Route.LoaderArgs) {
  const participantId = addressed(PassageId, params.participant, 'This participant');
  return scoped({ context, request }, async (scope) => {
    const study = await studyNamed(scope, params.study);
    const participant = await withdrawnParticipant(scope, study, participantId);
    return {
      study,
      participant,
      transcripts: participant.mayAct ? await turnsToRemove(scope, study, participant) : [],
      isDone: new URL(request.url).searchParams.get('done') === 'remove',
    };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const participantId = addressed(PassageId, params.participant, 'This participant');
  const actor = await actorOf({ context, request });
  const removed = await refusalOf(() => inStudy(actor, params.study, (scope, study) => removeTurns(scope, study, participantId)));
  if (removed.ok) return redirect('?done=remove');
  return data({ errors: [{ field: '', message: removed.message }] }, { status: removed.status });
}

export default function Removal({ loaderData: { study, participant, transcripts, isDone }, actionData }: Route.ComponentProps) {
  const { pseudonym, promise, mayAct } = participant;
  const errors = actionData?.errors ?? [];
  const base = `/w/focus-groups/${study.slug}`;
  const isOpen = transcripts.some(({ isWaiting }) => !isWaiting);
  return (
    <StudyPage
      study={study}
      here="/participants"
      below={pseudonym}
      title={`What ${pseudonym} said`}
      lead={`${pseudonym} withdrew. Their letter promises: ${promiseWords[promise].toLowerCase()}.`}
      hasErrors={errors.length > 0}
    >
      {isDone && (
        <Note kind="success" title="Their turns are taken out" isAnswer>
          The originals no longer hold them. Each text without them waits for a second reader, and the versions before it are deleted when
          it is signed.
        </Note>
      )}
      <FormErrors errors={errors} />
      {promise !== 'remove' && (
        <Empty title="Nothing to take out">Their letter does not promise that what they said is removed: what was analysed stays.</Empty>
      )}
      {promise === 'remove' && !mayAct && (
        <Note title="Research staff of the site take it out">
          Until then nobody of the team reads the texts in which {pseudonym} speaks.
        </Note>
      )}
      {promise === 'remove' && mayAct && (
        <>
          {transcripts.length === 0 ? (
            <Empty title="Nothing is left">{pseudonym} speaks in no transcript any more.</Empty>
          ) : (
            <Table
              caption="Where they speak"
              rows={transcripts}
              rowKey={({ id }) => id}
              columns={[
                { key: 'title', label: 'Transcript', cell: ({ id, title }) => <a href={`${base}/transcripts/${id}/sign`}>{title}</a> },
                { key: 'original', label: 'Turns in the original', isNumber: true, cell: ({ inOriginal }) => inOriginal },
                { key: 'turns', label: 'Turns in the newest text', isNumber: true, cell: ({ turns }) => turns },
                { key: 'words', label: 'Words', isNumber: true, cell: ({ words }) => words },
                { key: 'versions', label: 'Versions to be deleted', isNumber: true, cell: ({ versions }) => versions },
                { key: 'others', label: 'Turns of others that name them', isNumber: true, cell: ({ namedByOthers }) => namedByOthers },
                { key: 'state', label: 'State', cell: ({ isWaiting }) => (isWaiting ? 'waits for the second reader' : 'to be taken out') },
              ]}
            />
          )}
          <p>
            Talk is shared: what others answered, repeated or said of {pseudonym} stays, and cannot always be told apart from what{' '}
            {pseudonym} said. Read the turns that name them, and mark there what should go, too.
          </p>
          {isOpen && (
            <form method="post" className="flow">
              <p>Taking out cannot be undone: the originals lose these turns at once.</p>
              <Button kind="danger">Take out what {pseudonym} said</Button>
            </form>
          )}
        </>
      )}
    </StudyPage>
  );
}
