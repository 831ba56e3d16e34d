import { data, redirect } from 'react-router';
import { addressed } from '#app/platform/form.ts';
import { actorOf, answerForm, scoped } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { day } from '#app/ui/date.ts';
import { Facts } from '#app/ui/facts.tsx';
import { FormErrors } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Section } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { mayKeepSessions } from '../../rules.ts';
import { inStudy } from '../in-study.server.ts';
import { SessionFields, sessionLabels } from '../parts/session-fields.tsx';
import { StudyPage } from '../parts/study-page.tsx';
import { sessionWithAttendance } from '../people-queries.server.ts';
import { studyNamed } from '../queries.server.ts';
import { AttendanceForm, Id, SessionForm } from '../schema.ts';
import { keepSession, noteAttendance } from '../session-commands.server.ts';
import { studySites } from '../site-queries.server.ts';
import type { Route } from './+types/session';

export function loader({ context, params, request }: Route.LoaderArgs) {
  const sessionId = addressed(Id, params.session, 'This session');
  return scoped({ context, request }, async (scope) => {
    const study = await studyNamed(scope, params.study);
    const session = await sessionWithAttendance(scope, study, sessionId);
    return {
      ...{ study, session },
      mayKeep: mayKeepSessions(study) && (await studySites(scope, study)).some(({ id, isKept }) => isKept && id === session.siteId),
      done: new URL(request.url).searchParams.get('done'),
    };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const sessionId = addressed(Id, params.session, 'This session');
  const actor = await actorOf({ context, request });
  const form = await request.formData();
  const acted =
    form.get('act') === 'came'
      ? await answerForm('came', { schema: AttendanceForm, form }, async (people) => {
          await inStudy(actor, params.study, (scope, study) => noteAttendance(scope, study, { sessionId, people }));
          return undefined;
        })
      : await answerForm('keep', { schema: SessionForm, form }, async ({ seen, said }) => {
          await inStudy(actor, params.study, (scope, study) => keepSession(scope, study, { sessionId, seen, said }));
          return undefined;
        });
  return acted.ok ? redirect(acted.done) : data(acted.refused, { status: acted.status });
}

const done: Readonly<Record<string, string>> = { add: 'The session is added', keep: 'The session is saved', came: 'Who came is noted' };

export default function Session({ loaderData, actionData }: Route.ComponentProps) {
  const { study, session, mayKeep } = loaderData;
  const { title, site, heldOn, mode, moderator, notes, people, protocolNumber, changedAt } = session;
  const errors = actionData?.errors ?? [];
  const kept = { title, heldOn: heldOn ?? '', mode: mode ?? '', moderator, notes, seen: changedAt.toISOString() };
  const values: Readonly<Record<string, string>> = actionData?.act === 'keep' ? actionData.values : kept;
  const came = people.filter((each) => each.came).length;
  return (
    <StudyPage study={study} here="/sessions" below={title} title={title} lead={`A group at ${site}.`} hasErrors={errors.length > 0}>
      {loaderData.done && Object.hasOwn(done, loaderData.done) && <Note kind="success" title={done[loaderData.done]!} isAnswer />}
      <FormErrors errors={errors} labels={sessionLabels} />
      <Facts
        facts={[
          ['Day', heldOn ? day(heldOn) : 'not set'],
          ['How it meets', mode ?? 'not said'],
          ['Moderator', moderator || 'not said'],
          ['Protocol', `version ${protocolNumber}`],
          ['Came', `${came} of ${count(people.length, 'participant', 'participants')} of the site`],
        ]}
      />
      {people.length > 0 && (
        <Section title="Who came">
          <form method="post" className="form" noValidate>
            <Table
              caption="Participants of the site"
              isCaptionHidden
              rows={people}
              rowKey={({ id }) => id}
              columns={[
                { key: 'pseudonym', label: 'Pseudonym', cell: ({ pseudonym }) => pseudonym },
                { key: 'came', label: 'Came', phone: 'line', cell: (each) => (mayKeep ? <Came person={each} /> : cameWords(each.came)) },
                {
                  key: 'reason',
                  label: 'Why not',
                  phone: 'line',
                  cell: ({ id, pseudonym, reason }) =>
                    mayKeep ? (
                      <>
                        <span className="phone-word">Why not</span>
                        <input
                          name={`reason-${id}`}
                          defaultValue={reason ?? ''}
                          aria-label={`Why ${pseudonym} did not come`}
                          maxLength={200}
                        />
                      </>
                    ) : (
                      reason
                    ),
                },
              ]}
            />
            {mayKeep && (
              <p className="bar">
                <Button kind="primary" name="act" value="came">
                  Note who came
                </Button>
              </p>
            )}
          </form>
        </Section>
      )}
      {mayKeep && (
        <Section title="Change what is said of it">
          <form method="post" className="form" noValidate>
            <input type="hidden" name="seen" value={values.seen} />
            <SessionFields sites={null} values={values} errors={errors} />
            <p className="bar">
              <Button name="act" value="keep">
                Save the session
              </Button>
            </p>
          </form>
        </Section>
      )}
    </StudyPage>
  );
}

function cameWords(came: boolean | null): string {
  if (came === null) return 'not noted';
  return came ? 'yes' : 'no';
}

function Came({ person: { id, pseudonym, came } }: { person: { id: string; pseudonym: string; came: boolean | null } }) {
  return (
    <select name={`came-${id}`} defaultValue={came === null ? '' : came ? 'yes' : 'no'} aria-label={`Whether ${pseudonym} came`}>
      <option value="">not noted</option>
      <option value="yes">yes</option>
      <option value="no">no</option>
    </select>
  );
}
