import { data, redirect } from 'react-router';
import * as z from 'zod';
import { addressed } from '#app/platform/form.ts';
import { actorOf, answerForm, scoped } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { Choices } from '#app/ui/choices.tsx';
import { count } from '#app/ui/count.ts';
import { Empty } from '#app/ui/empty.tsx';
import { FormErrors } from '#app/ui/form-errors.tsx';
import { Keys } from '#app/ui/keys.tsx';
import { Note } from '#app/ui/note.tsx';
import { Section } from '#app/ui/page.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { signedTexts, textToCode } from '../../coding/text-queries.server.ts';
import { mayMakeThemes } from '../../rules.ts';
import { inStudy } from '../../study/in-study.server.ts';
import { StudyPage } from '../../study/parts/study-page.tsx';
import { studyNamed } from '../../study/queries.server.ts';
import { MarkBar } from '../parts/mark-bar.tsx';
import { addPassage } from '../passage-commands.server.ts';
import { codedPassages, passagesOf, quotablePositions } from '../passage-queries.server.ts';
import { themeOf } from '../queries.server.ts';
import { type PassageKind, ThemePassage } from '../schema.ts';
import type { Route } from './+types/passages';

/** Marking words needs script; turns, and words typed beside them, are added without. */
export const handle = { script: true };

export function loader({ context, params, request }: Route.LoaderArgs) {
  const themeId = addressed(z.uuid(), params.theme, 'This theme');
  const { searchParams } = new URL(request.url);
  const asked = z.uuid().safeParse(searchParams.get('text'));
  return scoped({ context, request }, async (scope) => {
    const study = await studyNamed(scope, params.study);
    const theme = await themeOf(scope, study, themeId);
    const quotable = asked.success ? new Set(await quotablePositions(scope, study, asked.data)) : new Set();
    const text = asked.success ? await textToCode(scope, study, asked.data) : null;
    const own = await passagesOf(scope, study, themeId);
    return {
      study,
      theme: { id: theme.id, claim: theme.claim },
      texts: await signedTexts(scope, study),
      coded: text ? [] : await codedPassages(scope, study, themeId),
      text: text && {
        ...text,
        turns: text.turns.map((turn) => ({
          ...turn,
          mayQuote: quotable.has(turn.position),
          kinds: own
            .filter(({ textId, begins, ends }) => textId === text.id && begins < turn.ends && ends > turn.begins)
            .map(({ kind }) => kind),
        })),
      },
      mayAdd: mayMakeThemes(study) && theme.setAsideAt === null,
      isAdded: searchParams.get('done') === 'add',
    };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const themeId = addressed(z.uuid(), params.theme, 'This theme');
  const actor = await actorOf({ context, request });
  const form = await request.formData();
  const words = String(form.get('words') ?? '');
  const acted = await answerForm('add', { schema: ThemePassage, form }, async (said) => {
    await inStudy(actor, params.study, (scope, study) => addPassage(scope, study, { themeId, words, ...said }));
    return undefined;
  });
  if (!acted.ok) return data(acted.refused, { status: acted.status });
  const text = new URL(request.url).searchParams.get('text');
  return redirect(acted.done + (text === null ? '' : `&text=${encodeURIComponent(text)}`));
}

export default function PassagesPage({ loaderData, actionData }: Route.ComponentProps) {
  const { study, theme, texts, coded, text, mayAdd } = loaderData;
  const errors = actionData?.errors ?? [];
  const here = `/w/focus-groups/${study.slug}/themes/${theme.id}/passages`;
  const isTyped = (begins: number) => (actionData?.values.words ?? '') !== '' && actionData?.values.begins === String(begins);
  return (
    <StudyPage
      study={study}
      here="/themes"
      below="Passages"
      title="Passages of a theme"
      lead={mayAdd ? 'Mark words and say what they are for the theme, or take a whole turn.' : 'Where the theme stands in what was said.'}
      hasErrors={errors.length > 0}
    >
      {loaderData.isAdded && <Note kind="success" title="The passage is added" isAnswer />}
      <FormErrors
        errors={errors}
        labels={{ words: 'Words', kind: 'What the passage is', begins: 'Where it begins', ends: 'Where it ends' }}
      />
      <p>
        <a href={`/w/focus-groups/${study.slug}/themes/${theme.id}`}>{theme.claim}</a>
      </p>
      {texts.length === 0 ? (
        <Empty title="No signed text yet">Passages come from texts that were de-identified and signed.</Empty>
      ) : (
        <Choices
          label="Where to look"
          options={[
            { to: here, label: 'Under its codes', isCurrent: text === null },
            ...texts.map(({ id, title }) => ({ to: `${here}?text=${id}`, label: title, isCurrent: id === text?.id })),
          ]}
        />
      )}
      {text === null ? (
        <Coded coded={coded} here={here} mayAdd={mayAdd} />
      ) : (
        <>
          <p className="muted">
            {count(text.turns.length, 'turn', 'turns')}.
            {mayAdd && (
              <span className="of-keys"> Keys: j and k mark the next turn and the one before; q, s and c add what is marked.</span>
            )}
          </p>
          {mayAdd && <Keys />}
          <ol className="coded-turns">
            {text.turns.map((turn) => (
              <li key={turn.position} className="coded-turn" id={`turn-${turn.position}`}>
                <div>
                  <p className="who">
                    {turn.speaker} <span className="muted">{turn.position + 1}</span>
                  </p>
                  <p className="said" data-begins={turn.begins} data-turn={turn.position} data-quotable={turn.mayQuote ? 'yes' : 'no'}>
                    {turn.text}
                  </p>
                </div>
                <div className="beside">
                  {!turn.mayQuote && <Tag>not to be quoted</Tag>}{' '}
                  {[...new Set(turn.kinds)].map((kind) => (
                    <Tag key={kind} kind="own">
                      {kindWords[kind]}
                    </Tag>
                  ))}
                  {mayAdd && (
                    <details open={isTyped(turn.begins)}>
                      <summary>Add turn {turn.position + 1}</summary>
                      <form method="post" action={`?text=${text.id}#turn-${turn.position}`} className="form">
                        <input type="hidden" name="textId" value={text.id} />
                        <input type="hidden" name="begins" value={turn.begins} />
                        <input type="hidden" name="ends" value={turn.ends} />
                        <p className="field">
                          <label htmlFor={`words-${turn.position}`}>Only these words of it</label>
                          <input
                            id={`words-${turn.position}`}
                            name="words"
                            defaultValue={isTyped(turn.begins) ? actionData?.values.words : ''}
                            aria-invalid={isTyped(turn.begins) || undefined}
                          />
                          {isTyped(turn.begins) && <span className="error">{errors[0]?.message}</span>}
                        </p>
                        <KindButtons mayQuote={turn.mayQuote} what={`turn ${turn.position + 1}`} />
                      </form>
                    </details>
                  )}
                </div>
              </li>
            ))}
          </ol>
          {mayAdd && <MarkBar textId={text.id} />}
        </>
      )}
    </StudyPage>
  );
}

type CodedRows = Route.ComponentProps['loaderData']['coded'];

function Coded({ coded, here, mayAdd }: { coded: CodedRows; here: string; mayAdd: boolean }) {
  if (coded.length === 0)
    return (
      <p className="muted">
        Nothing waits here: link the theme with a code to see what was coded with it, or choose a transcript above and mark passages.
      </p>
    );
  return (
    <Section title={`Coded with its codes (${coded.length})`}>
      <ul className="passages">
        {coded.map(({ textId, begins, ends, position, words, codes, session, speakers, mayQuote }) => (
          <li key={`${textId} ${begins} ${ends}`}>
            {words !== null && (
              <blockquote>
                <p>{words}</p>
              </blockquote>
            )}
            <p className="muted">
              <a href={`${here}?text=${textId}#turn-${position}`}>{`${speakers.join(', ')}, ${session}`}</a>, {codes.join(', ')}{' '}
              {!mayQuote && <Tag>not to be quoted</Tag>}
            </p>
            {mayAdd && (
              <form method="post">
                <input type="hidden" name="textId" value={textId} />
                <input type="hidden" name="begins" value={begins} />
                <input type="hidden" name="ends" value={ends} />
                <KindButtons mayQuote={mayQuote} what={`${speakers.join(', ')}, ${session}`} />
              </form>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

const kindWords: Readonly<Record<PassageKind, string>> = { quote: 'quote', support: 'support', counter: 'counter-example' };

function KindButtons({ mayQuote, what }: { mayQuote: boolean; what: string }) {
  const kinds = [...(mayQuote ? [['quote', 'Quote']] : []), ['support', 'Supports'], ['counter', 'Speaks against']] as const;
  return (
    <p className="bar">
      {kinds.map(([kind, label]) => (
        <Button key={kind} kind="quiet" name="kind" value={kind}>
          {label}
          <span className="visually-hidden">: {what}</span>
        </Button>
      ))}
    </p>
  );
}
