import { data, redirect } from 'react-router';
import * as z from 'zod';
import { addressed } from '#app/platform/form.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { actorOf, answerForm, scoped } from '#app/platform/web.server.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { day, dayAndTime, dayIn } from '#app/ui/date.ts';
import { Downloads } from '#app/ui/downloads.tsx';
import { FormErrors } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Section } from '#app/ui/page.tsx';
import { currentFramework } from '../../../competencies/queries.server.ts';
import { zoneOf } from '../../../members/queries.server.ts';
import { codebook } from '../../coding/queries.server.ts';
import { mayKeepParticipants, mayLeadStudy, mayMakeThemes, mayTakeOut } from '../../rules.ts';
import { inStudy } from '../../study/in-study.server.ts';
import { notes } from '../../study/notebook-queries.server.ts';
import { noteKinds } from '../../study/parts/note-list.tsx';
import { Paragraphs } from '../../study/parts/paragraphs.tsx';
import { StudyPage } from '../../study/parts/study-page.tsx';
import { type Study, studyNamed } from '../../study/queries.server.ts';
import { endShare, linkTheme, setThemeAside, shareTheme, unlinkTheme } from '../commands.server.ts';
import { groundsOf, warningsOf } from '../grounds.ts';
import { Evidence, Grounds } from '../parts/evidence.tsx';
import { History } from '../parts/history.tsx';
import { LinkSection } from '../parts/link-section.tsx';
import { ReadBack } from '../parts/read-back.tsx';
import { Share } from '../parts/share.tsx';
import { keepPassage, lookAtPassage, removePassage } from '../passage-commands.server.ts';
import { passagesOf } from '../passage-queries.server.ts';
import { evidenceOf, groundNames, linksOf, themeHistory, themeOf } from '../queries.server.ts';
import { askReader, endLink } from '../reading-commands.server.ts';
import { askedReaders, readingsOf, whoMayBeAsked } from '../reading-queries.server.ts';
import { PassageKept, PassageNamed, ReaderAsked, ThemeLinked, ThemeShared } from '../schema.ts';
import { warningWords } from '../warning-words.ts';
import type { Route } from './+types/theme';

export function loader({ context, params, request }: Route.LoaderArgs) {
  const themeId = addressed(z.uuid(), params.theme, 'This theme');
  return scoped({ context, request }, async (scope) => {
    const study = await studyNamed(scope, params.study);
    const theme = await themeOf(scope, study, themeId);
    const passages = await passagesOf(scope, study, themeId);
    const grounds = groundsOf(await evidenceOf(scope, study, themeId));
    const { version, competencies } = await currentFramework(scope);
    const mayAsk = mayKeepParticipants(study);
    return {
      study,
      theme,
      passages: passages.map(({ id, kind, note, words, mayQuote, mayShare, isReworded, textId, position, speakers, session, site }) => ({
        ...{ id, kind, note, words, mayQuote, mayShare, isReworded },
        where: `${speakers.join(', ')}, ${session} at ${site}, turn ${position + 1}`,
        to: `/w/focus-groups/${study.slug}/themes/${themeId}/passages?text=${textId}#turn-${position}`,
      })),
      grounds: await groundNames(scope, study, grounds),
      warnings: warningsOf(grounds, { passages, counterSearch: theme.counterSearch }),
      links: await linksOf(scope, study, themeId),
      codes: (await codebook(scope, study)).codes.map(({ id, name, depth }) => ({ value: id, label: `${'– '.repeat(depth)}${name}` })),
      framework: version.slug,
      competencies: competencies.map(({ stableId, code, shortTitle }) => ({ value: stableId, label: `${code} ${shortTitle}` })),
      notes: (await notes(scope, study)).map(({ id, kind, heldOn, decided, text }) => ({
        value: id,
        label: `${noteKinds[kind]}, ${day(heldOn)}: ${(decided || text).slice(0, 60)}`,
      })),
      readings: await readingsOf(scope, study, themeId),
      asked: await askedReaders(scope, study, themeId),
      mayBeAsked: mayAsk ? await whoMayBeAsked(scope, study) : [],
      history: await themeHistory(scope, study, themeId),
      mayChange: mayMakeThemes(study) && theme.setAsideAt === null,
      mayMake: mayMakeThemes(study),
      mayTake: mayTakeOut(study),
      mayLead: mayLeadStudy(study),
      mayAsk,
      zone: await zoneOf(scope),
      done: new URL(request.url).searchParams.get('done'),
    };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const themeId = addressed(z.uuid(), params.theme, 'This theme');
  const actor = await actorOf({ context, request });
  const form = await request.formData();
  const act = String(form.get('act') ?? 'kind');
  let token: string | null = null;
  function answer<Schema extends z.ZodType>(
    name: string,
    schema: Schema,
    work: (scope: Scope, study: Study, said: z.infer<Schema>) => Promise<unknown>,
  ) {
    return () =>
      answerForm(name, { schema, form }, async (said) => {
        await inStudy(actor, params.study, (scope, study) => work(scope, study, said));
        return undefined;
      });
  }
  const nothing = z.object({});
  const acts = {
    kind: answer('kind', PassageKept, (scope, study, said) => keepPassage(scope, study, { themeId, ...said })),
    look: answer('look', PassageNamed, (scope, study, said) => lookAtPassage(scope, study, { themeId, ...said })),
    out: answer('out', PassageNamed, (scope, study, said) => removePassage(scope, study, { themeId, ...said })),
    link: answer('link', ThemeLinked, (scope, study, said) => linkTheme(scope, study, { themeId, ...said })),
    unlink: answer('unlink', ThemeLinked, (scope, study, said) => unlinkTheme(scope, study, { themeId, ...said })),
    share: answer('share', ThemeShared, (scope, study, said) => shareTheme(scope, study, { themeId, ...said })),
    unshare: answer('unshare', nothing, (scope, study) => endShare(scope, study, themeId)),
    aside: answer('aside', nothing, (scope, study) => setThemeAside(scope, study, { themeId, isAside: true })),
    again: answer('again', nothing, (scope, study) => setThemeAside(scope, study, { themeId, isAside: false })),
    ask: answer('ask', ReaderAsked, async (scope, study, said) => {
      token = await askReader(scope, study, { themeId, ...said });
    }),
    end: answer('end', z.object({ linkId: z.uuid() }), (scope, study, said) => endLink(scope, study, { themeId, ...said })),
  };
  const acted = await (Object.hasOwn(acts, act) ? acts[act as keyof typeof acts] : acts.kind)();
  if (!acted.ok) return data({ ...acted.refused, link: null }, { status: acted.status });
  // A link is shown once, in the answer itself: no address ever holds its token but the link.
  if (token !== null)
    return { act, errors: [], values: {} as Record<string, string>, link: `${new URL(request.url).origin}/theme/${token}` };
  return redirect(acted.done);
}

const done: Readonly<Record<string, string>> = {
  begin: 'The theme is begun. Now add what it rests on',
  keep: 'The theme is kept',
  add: 'The passage is added',
  kind: 'The passage is changed',
  look: 'The passage stands with its new words',
  out: 'The passage is taken out',
  link: 'The link is made',
  unlink: 'The link is removed',
  share: 'The collaborative sees this theme now',
  unshare: 'The collaborative sees this theme no more',
  aside: 'The theme is set aside',
  again: 'The theme is taken up again',
  end: 'The link is ended',
};
export default function ThemePage({ loaderData, actionData }: Route.ComponentProps) {
  const { study, theme, passages, grounds, warnings, links, mayChange, zone } = loaderData;
  const errors = actionData?.errors ?? [];
  const base = `/w/focus-groups/${study.slug}/themes`;
  const quotes = passages.filter(({ kind, mayQuote }) => kind === 'quote' && mayQuote);
  return (
    <StudyPage study={study} here="/themes" below="Theme" title={theme.claim} hasErrors={errors.length > 0}>
      {loaderData.done && Object.hasOwn(done, loaderData.done) && <Note kind="success" title={done[loaderData.done]!} isAnswer />}
      <FormErrors
        errors={errors}
        labels={{ id: 'What to link', participantId: 'Participant', reason: 'Why', kind: 'What the passage is' }}
      />
      {theme.setAsideAt && <Note kind="plain" title={`Set aside on ${dayIn(theme.setAsideAt, zone)}`} />}
      <Paragraphs text={theme.summary} />
      {loaderData.mayMake && (
        <form method="post" className="bar">
          {mayChange && (
            <>
              <ButtonLink kind="primary" href={`${base}/${theme.id}/passages`}>
                Add passages
              </ButtonLink>
              <ButtonLink href={`${base}/${theme.id}/edit`}>Change the words</ButtonLink>
            </>
          )}
          <Button kind="quiet" name="act" value={theme.setAsideAt ? 'again' : 'aside'}>
            {theme.setAsideAt ? 'Take it up again' : 'Set it aside'}
          </Button>
        </form>
      )}
      {warnings.length > 0 && (
        <Note kind="attention" title="What this theme has to answer for">
          <ul>
            {warnings.map((warning) => (
              <li key={warning}>
                <strong>{warningWords[warning].short}.</strong> {warningWords[warning].remedy}
              </li>
            ))}
          </ul>
        </Note>
      )}
      <Grounds grounds={grounds} counterSearch={theme.counterSearch} />
      <Evidence passages={passages} mayChange={mayChange} />
      <LinkSection
        title="Codes"
        noun="code"
        none="It rests on passages alone."
        linked={links.codes.map(({ id, name, mergedInto }) => ({ id, label: mergedInto ? `${name}, now ${mergedInto}` : name }))}
        choices={loaderData.codes}
        mayChange={mayChange}
      />
      <LinkSection
        title="Competencies"
        noun="competency"
        none="It is linked with no competency yet."
        linked={links.competencies.map((id) => ({
          id,
          label: loaderData.competencies.find(({ value }) => value === id)?.label ?? 'A competency of another version',
          ...(loaderData.competencies.some(({ value }) => value === id)
            ? { to: `/w/competencies/${loaderData.framework}/items/${id}` }
            : {}),
        }))}
        choices={loaderData.competencies}
        mayChange={mayChange}
      />
      <LinkSection
        title="Talked over"
        noun="note"
        none="No meeting or memo of the notebook is linked yet."
        linked={links.notes.map(({ id, kind, heldOn, decided }) => ({
          id,
          label: `${noteKinds[kind]}, ${day(heldOn)}${decided ? `: ${decided}` : ''}`,
          to: `/w/focus-groups/${study.slug}/notebook`,
        }))}
        choices={loaderData.notes}
        mayChange={mayChange}
      />
      <ReadBack
        readings={loaderData.readings.map(({ saidAt, ...said }) => ({ ...said, on: dayIn(saidAt, zone) }))}
        asked={loaderData.asked.map(({ expiresAt, ...each }) => ({ ...each, until: dayIn(expiresAt, zone) }))}
        mayBeAsked={loaderData.mayAsk && theme.setAsideAt === null ? loaderData.mayBeAsked : []}
        link={actionData?.link ?? null}
        mayAsk={loaderData.mayAsk}
      />
      <Share
        quotes={{ all: quotes.length, toShare: quotes.filter(({ mayShare }) => mayShare).length }}
        shared={
          theme.sharedAt && { on: dayIn(theme.sharedAt, zone), withQuotes: theme.withQuotes ?? false, reason: theme.shareReason ?? '' }
        }
        values={actionData?.act === 'share' ? actionData.values : {}}
        errors={actionData?.act === 'share' ? errors : []}
        mayShare={loaderData.mayLead && theme.setAsideAt === null}
      />
      <Section title="History">
        <History events={loaderData.history.map((event) => ({ ...event, on: dayAndTime(event.at, zone) }))} claim={theme.claim} />
        {loaderData.mayTake && <Downloads of="Its passages" address={`${base}/${theme.id}`} />}
      </Section>
    </StudyPage>
  );
}
