import { data, redirect } from 'react-router';
import { addressed, parseForm } from '#app/platform/form.ts';
import { conflict, invalid } from '#app/platform/problem.ts';
import { actorOf, answerForm, answering, scoped } from '#app/platform/web.server.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { Choices } from '#app/ui/choices.tsx';
import { count } from '#app/ui/count.ts';
import { Facts } from '#app/ui/facts.tsx';
import { type FormError, FormErrors } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Section } from '#app/ui/page.tsx';
import { inStudy } from '../../study/in-study.server.ts';
import { StudyPage } from '../../study/parts/study-page.tsx';
import { participants } from '../../study/people-queries.server.ts';
import { studyNamed } from '../../study/queries.server.ts';
import { keepNextVersion, linkSpeakers } from '../commands.server.ts';
import { readUnder, reruled } from '../original-version.ts';
import { ReadingMessages } from '../parts/reading-messages.tsx';
import { RuleForm as RuleFields } from '../parts/rule-form.tsx';
import { type Previewed, RulePreview } from '../parts/rule-preview.tsx';
import { SpeakerLinks } from '../parts/speaker-links.tsx';
import { ruledOriginal, speakersOf } from '../queries.server.ts';
import { Id, Mark, RuleForm, SpeakersForm } from '../schema.ts';
import { detectSpeakerRule, type SpeakerRule } from '../speaker-rule.ts';
import { turnsIn } from '../text-version.ts';
import { turnsBySpeaker } from '../transcript.ts';
import type { TranscriptSource } from '../transcript-reading.ts';
import type { Route } from './+types/speakers';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const transcriptId = addressed(Id, params.transcript, 'This transcript');
  const { searchParams } = new URL(request.url);
  const {
    source,
    original,
    ruled: _,
    ...page
  } = await scoped({ context, request }, async (scope) => {
    const study = await studyNamed(scope, params.study);
    const found = await ruledOriginal(scope, study, transcriptId);
    const all = await participants(scope, study);
    return {
      study,
      ...found,
      links: await speakersOf(scope, study, transcriptId),
      people: all.filter(({ siteId }) => siteId === found.transcript.siteId).map(({ id, pseudonym }) => ({ value: id, label: pseudonym })),
      done: searchParams.get('done'),
    };
  });
  const { rule, messages, number, version } = original;
  const speakers = [...turnsBySpeaker(turnsIn(version))].map(([label, turns]) => ({ label, turns }));
  return { ...page, number, messages, speakers, divided: source && dividedBy(source, rule, searchParams.get('mark')) };
}

/** How the file may say who speaks, and the labels of one way: the one that is asked for, or the one in use. */
function dividedBy({ passages }: TranscriptSource, rule: SpeakerRule, asked: string | null) {
  const { alternatives, ...found } = detectSpeakerRule(passages);
  const wanted = Mark.safeParse(asked);
  const evidences = [found, ...alternatives];
  const shown = evidences.find((each) => each.rule.mark === (wanted.success ? wanted.data : rule.mark)) ?? found;
  return {
    rule,
    marks: evidences.map((each) => ({ mark: each.rule.mark, looks: each.looks, marked: each.marked })),
    shown: {
      ...{ mark: shown.rule.mark, looks: shown.looks, marked: shown.marked, of: shown.of },
      labels: [...shown.speakers, ...shown.left].map((each) => ({
        ...each,
        name: nameOf(each.label, shown.rule.mark === rule.mark ? rule : shown.rule),
      })),
    },
  };
}

function nameOf(label: string, rule: SpeakerRule): string {
  return rule.speakers.find((each) => each.label === label)?.name ?? '';
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const transcriptId = addressed(Id, params.transcript, 'This transcript');
  const actor = await actorOf({ context, request });
  const form = await request.formData();
  const ruled = () => inStudy(actor, params.study, (scope, study) => ruledOriginal(scope, study, transcriptId));
  if (form.get('act') === 'preview') {
    const input = parseForm(RuleForm, form);
    if (!input.ok) return data({ act: 'rule', errors: input.errors, values: input.values, preview: null }, { status: 400 });
    const source = await answering(async () => sourceOf((await ruled()).source));
    return { act: 'rule', errors: [] as FormError[], values: valuesOf(form), preview: previewed(source, input.data.rule) };
  }
  if (form.get('act') === 'link') {
    const acted = await answerForm('link', { schema: SpeakersForm, form }, async ({ seen, speakers }) => {
      await inStudy(actor, params.study, (scope, study) => linkSpeakers(scope, study, { transcriptId, seen, speakers }));
      return undefined;
    });
    return acted.ok ? redirect(acted.done) : data({ ...acted.refused, preview: null }, { status: acted.status });
  }
  const acted = await answerForm('rule', { schema: RuleForm, form }, async ({ seen, rule }) => {
    const { source, ruled: before, original } = await ruled();
    const next = reruled(sourceOf(source), rule, { ruled: before.version, newest: original.version });
    const isAsBefore = JSON.stringify(turnsIn(next.version)) === JSON.stringify(turnsIn(original.version));
    if (isAsBefore && original.number === seen) throw invalid('The text is divided so already.');
    await inStudy(actor, params.study, (scope, study) => keepNextVersion(scope, study, { transcriptId, seen, next }));
    return undefined;
  });
  return acted.ok ? redirect(acted.done) : data({ ...acted.refused, preview: null }, { status: acted.status });
}

function sourceOf(source: TranscriptSource | null): TranscriptSource {
  if (source === null)
    throw conflict('What somebody said was taken out, and what the file brought with it. The speakers stay as they are.');
  return source;
}

function valuesOf(form: FormData): Record<string, string> {
  return Object.fromEntries([...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])));
}

function previewed(source: TranscriptSource, rule: SpeakerRule): Previewed {
  const { turns, speakers } = readUnder(source, rule);
  return {
    total: turns.length,
    speakers: [...speakers].map(([label, times]) => ({ label, turns: times })),
    first: turns.slice(0, 8).map(({ speaker, text }, at) => ({ at, speaker, text: text.slice(0, 240).toWellFormed() })),
  };
}

const done: Readonly<Record<string, string>> = {
  bring: 'The transcript is here. Look whether it was divided among its speakers rightly',
  rule: 'The transcript is divided by this rule now',
  link: 'Who the speakers are is saved',
};

export default function Speakers({ loaderData, actionData }: Route.ComponentProps) {
  const { study, transcript, number, messages, divided, speakers, links, people } = loaderData;
  const errors = actionData?.errors ?? [];
  const base = `/w/focus-groups/${study.slug}/transcripts/${transcript.id}`;
  const typed = (act: string) => (actionData?.act === act ? actionData.values : undefined);
  return (
    <StudyPage
      study={study}
      here="/transcripts"
      below="Who speaks"
      title={`Who speaks in ${transcript.title}`}
      lead="How the file says who speaks, and who they are. What you change makes another version; nothing is overwritten."
      hasErrors={errors.length > 0}
    >
      {loaderData.done && Object.hasOwn(done, loaderData.done) && errors.length === 0 && !actionData && (
        <Note kind="success" title={done[loaderData.done]!} isAnswer>
          {loaderData.done === 'link' && (
            <p className="bar">
              <ButtonLink href={`${base}/deidentify`}>Take out who somebody is</ButtonLink>
            </p>
          )}
        </Note>
      )}
      <FormErrors errors={errors} />
      {actionData?.preview && <RulePreview preview={actionData.preview} />}
      {divided ? (
        <Division divided={divided} number={number} base={base} typed={typed('rule')} />
      ) : (
        <Note title="The speakers stay as they are">
          What somebody said was taken out, and what the file brought with it, so no other rule can be applied.
        </Note>
      )}
      <Section title="Who the speakers are">
        <SpeakerLinks speakers={speakers} links={links} people={people} number={number} typed={typed('link')} />
      </Section>
      {messages.length > 0 && (
        <Section title="What the reading says">
          <ReadingMessages messages={messages} />
        </Section>
      )}
      <p>
        <a href={base}>Read the transcript</a>
      </p>
    </StudyPage>
  );
}

type DivisionProps = {
  divided: NonNullable<Route.ComponentProps['loaderData']['divided']>;
  number: number;
  base: string;
  typed: Readonly<Record<string, string>> | undefined;
};

function Division({ divided: { rule, marks, shown }, number, base, typed }: DivisionProps) {
  return (
    <Section title="How the file says who speaks">
      <Facts
        facts={[
          ['In use', `${marks.find(({ mark }) => mark === rule.mark)?.looks ?? rule.mark}, in version ${number}`],
          ['Shown below', `${count(shown.marked, 'time', 'times')} in ${count(shown.of, 'passage', 'passages')}`],
        ]}
      />
      <Choices
        label="Ways in which the file may say it"
        options={marks.map(({ mark, looks, marked }) => ({
          to: `${base}/speakers?mark=${mark}`,
          label: mark === 'none' ? looks : `${looks} (${marked.toLocaleString('en')})`,
          isCurrent: mark === shown.mark,
        }))}
      />
      <RuleFields key={shown.mark} shown={shown} number={number} typed={typed} />
    </Section>
  );
}
