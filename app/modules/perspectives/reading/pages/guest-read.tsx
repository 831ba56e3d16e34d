import { redirect } from 'react-router';
import { missing } from '#app/platform/problem.ts';
import { publicly, unkeptHeaders } from '#app/platform/web.server.ts';
import { Choices } from '#app/ui/choices.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { enterAsGuest } from '../../listening/guest-commands.server.ts';
import { readGuestCookie } from '../../listening/guest-cookie.ts';
import { roundOfGuest } from '../../listening/queries.server.ts';
import { Answer } from '../parts/answer.tsx';
import { Numbers } from '../parts/numbers.tsx';
import { saidTo } from '../queries.server.ts';
import type { Route } from './+types/guest-read';

export const headers = unkeptHeaders;

export function loader({ params, request }: Route.LoaderArgs) {
  return publicly(async (scope) => {
    const guestId = await enterAsGuest(scope, { token: params.token, session: readGuestCookie(request.headers.get('cookie')) });
    if (guestId === null) throw redirect(`/perspective/${params.token}`);
    const round = await roundOfGuest(scope, guestId);
    const said = await saidTo(scope, round.id, new URL(request.url).searchParams.get('prompt'));
    if (!said) throw missing('What was said');
    return { title: round.title, isSample: round.isSample, ...said };
  });
}

export default function GuestRead({ loaderData, params }: Route.ComponentProps) {
  const { title, isSample, prompts, prompt, answers, numbers, counts, reads } = loaderData;
  const base = `/perspective/${params.token}`;
  return (
    <Page
      title="What others said"
      lead="Each answer shows as much of who said it as they chose."
      crumbs={[{ label: title, to: base }, { label: 'What others said' }]}
      status={isSample ? 'A sample: its people and what they say are invented.' : undefined}
    >
      <title>{`What others said · ${title}`}</title>
      <Choices
        label="Prompts"
        options={prompts.map(({ id, words }) => ({ to: `?prompt=${id}`, label: words, isCurrent: id === prompt.id }))}
      />
      <Section title={prompt.words}>
        <Numbers {...{ numbers, counts }} shown={reads ? answers.length : null} />
        {!reads ? (
          <Note title="Say what you think first">
            <p>
              So that nobody writes what others wrote, you read the answers to a prompt once you have given yours, and all of them once the
              round is closed. <a href={`${base}?prompt=${prompt.id}`}>Answer this prompt</a>
            </p>
          </Note>
        ) : answers.length === 0 ? (
          <p>Nothing to read here.</p>
        ) : (
          answers.map((answer) => (
            <Answer
              key={answer.id}
              {...{ answer, base, marks: [], points: [], search: '', mayDraft: false }}
              reason={undefined}
              error={undefined}
              claim={undefined}
            />
          ))
        )}
      </Section>
      <p className="bar">
        <a href={base}>Your own answers</a>
      </p>
    </Page>
  );
}
