import { data, redirect } from 'react-router';
import { addressed } from '#app/platform/form.ts';
import { invalid } from '#app/platform/problem.ts';
import { actorOf, answerForm, scoped } from '#app/platform/web.server.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { dayAndTime, dayIn } from '#app/ui/date.ts';
import { Facts } from '#app/ui/facts.tsx';
import { FormErrors } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Section } from '#app/ui/page.tsx';
import { pageWithin } from '#app/ui/page-within.ts';
import { Table } from '#app/ui/table.tsx';
import { zoneOf } from '../../../members/queries.server.ts';
import { mayAskForOriginals } from '../../rules.ts';
import { inStudy } from '../../study/in-study.server.ts';
import { StudyPage } from '../../study/parts/study-page.tsx';
import { studyNamed } from '../../study/queries.server.ts';
import { keepNextVersion } from '../commands.server.ts';
import { withWords } from '../original-version.ts';
import { ReadingMessages } from '../parts/reading-messages.tsx';
import { TurnList } from '../parts/turn-list.tsx';
import { originalOf, originalVersions, speakersOf, transcript } from '../queries.server.ts';
import { Id, TranscriptSearch, WordsForm } from '../schema.ts';
import { turnsIn } from '../text-version.ts';
import { wordsSaid } from '../transcript.ts';
import { changeWords, stateWords } from '../written.ts';
import type { Route } from './+types/transcript';

const size = 100;

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const transcriptId = addressed(Id, params.transcript, 'This transcript');
  const { search, searchParams } = new URL(request.url);
  const asked = TranscriptSearch.parse(Object.fromEntries(searchParams));
  const { read, ...page } = await scoped({ context, request }, async (scope) => {
    const study = await studyNamed(scope, params.study);
    const found = await transcript(scope, study, transcriptId);
    const isOpen = found.mayRead && found.erasedAt === null;
    return {
      study,
      transcript: found,
      isNamed: mayAskForOriginals(study),
      zone: await zoneOf(scope),
      done: searchParams.get('done'),
      read: isOpen
        ? {
            ...(await originalOf(scope, study, { transcriptId, number: asked.version })),
            versions: await originalVersions(scope, study, transcriptId),
            speakers: await speakersOf(scope, study, transcriptId),
          }
        : null,
    };
  });
  if (!read) return { ...page, read };
  const { original, newest, versions, speakers } = read;
  const turns = turnsIn(original.version);
  const at = pageWithin(asked.turn === undefined ? asked.page : Math.floor(asked.turn / size) + 1, turns.length, size);
  const isNewest = original.number === newest;
  const { number, fileName, format, messages } = original;
  return {
    ...page,
    read: {
      ...{ number, fileName, format, messages, newest, isNewest, versions, page: at, total: turns.length, search, words: wordsSaid(turns) },
      speakers: Object.fromEntries(
        speakers.map(({ label, kind, pseudonym }) => [label, pseudonym ?? (kind === 'moderator' ? 'moderator' : 'somebody else')]),
      ),
      turns: turns
        .slice((at - 1) * size, at * size)
        .map(({ speaker, text, start }, turn) => ({ at: (at - 1) * size + turn, speaker, text, start })),
      turn: isNewest ? asked.turn : undefined,
    },
  };
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const transcriptId = addressed(Id, params.transcript, 'This transcript');
  const actor = await actorOf({ context, request });
  const acted = await answerForm('words', { schema: WordsForm, form: await request.formData() }, async ({ seen, turn, words }) => {
    const { original } = await inStudy(actor, params.study, (scope, study) => originalOf(scope, study, { transcriptId }));
    const next = withWords(original, { turn, words });
    if (!next && original.number === seen) throw invalid('These are the words that stand there already.');
    // Of another version than the one that was open the command says so.
    const kept = next ?? { ...original, change: 'words' as const, edits: [] };
    await inStudy(actor, params.study, (scope, study) => keepNextVersion(scope, study, { transcriptId, seen, next: kept }));
    return `&page=${Math.floor(turn / size) + 1}`;
  });
  return acted.ok ? redirect(acted.done) : data(acted.refused, { status: acted.status });
}

type Data = Route.ComponentProps['loaderData'];
type Read = NonNullable<Data['read']>;

export default function TranscriptPage({ loaderData, actionData }: Route.ComponentProps) {
  const { study, transcript: found, read, zone, done } = loaderData;
  const errors = actionData?.errors ?? [];
  const base = `/w/focus-groups/${study.slug}/transcripts/${found.id}`;
  return (
    <StudyPage
      study={study}
      here="/transcripts"
      below={found.title}
      title={found.title}
      lead={`What was said in ${found.session} at ${found.site}.`}
      hasErrors={errors.length > 0}
    >
      {done === 'words' && read && <Note kind="success" title={`The words are corrected in version ${read.newest}`} isAnswer />}
      {done === 'rule' && read && <Note kind="success" title={`Version ${read.newest} is made by the other rule`} isAnswer />}
      <FormErrors errors={errors} labels={{ words: 'Words' }} />
      <Facts
        facts={[
          ['State', stateWords[found.state]],
          ['Session', found.session],
          ['Brought in', `${dayIn(found.broughtAt, zone)}${found.broughtBy ? ` by ${found.broughtBy}` : ''}`],
          ...(read
            ? ([
                ['Version', read.isNewest ? `${read.number}, the newest` : `${read.number} of ${read.newest}`],
                ['File', `${read.fileName}, ${read.format}`],
                ['Length', `${count(read.total, 'turn', 'turns')}, ${count(read.words, 'word', 'words')}`],
              ] as const)
            : []),
        ]}
      />
      {found.state === 'signed' && (
        <p className="bar">
          <ButtonLink href={`${base}/read`}>Read the signed text</ButtonLink>
        </p>
      )}
      {read ? <Original read={read} base={base} zone={zone} typed={actionData?.values} errors={errors} /> : <Closed {...loaderData} />}
    </StudyPage>
  );
}

function Closed({ transcript: { site, state, erasedAt }, isNamed, zone }: Data) {
  if (erasedAt)
    return <Note title={`The original was erased on ${dayIn(erasedAt, zone)}`}>The day that the protocol sets for it has passed.</Note>;
  return (
    <Note title="You do not see what was said as it was said">
      {isNamed
        ? `The study names you, but not for ${site}, or you teach there: whoever teaches where something was said never reads it as it was said.`
        : 'Research staff and moderators whom the study names for the site read it, and take out what identifies.'}
      {!isNamed && state !== 'signed' && ' You read it when it is signed.'}
    </Note>
  );
}

type OriginalProps = {
  read: Read;
  base: string;
  zone: string;
  typed: Readonly<Record<string, string>> | undefined;
  errors: readonly { field: string; message: string }[];
};

function Original({ read, base, zone, typed, errors }: OriginalProps) {
  const { isNewest, versions, messages } = read;
  return (
    <>
      {isNewest ? (
        <p className="bar">
          <ButtonLink href={`${base}/speakers`}>Who speaks</ButtonLink>
          <ButtonLink href={`${base}/deidentify`}>Take out who somebody is</ButtonLink>
        </p>
      ) : (
        <Note title={`This is version ${read.number}; the newest is ${read.newest}`}>
          <p>
            <a href={base}>Open the newest version</a>
          </p>
        </Note>
      )}
      <Section title="What was said">
        <TurnList read={read} base={base} typed={typed} errors={errors} />
      </Section>
      {messages.length > 0 && (
        <Section title="What the reading says">
          <ReadingMessages messages={messages} />
        </Section>
      )}
      <Section title="Versions">
        <Table
          caption="Versions, the newest first"
          isCaptionHidden
          rows={versions}
          rowKey={({ version }) => String(version)}
          columns={[
            { key: 'version', label: 'Version', cell: ({ version }) => <a href={`${base}?version=${version}`}>{`Version ${version}`}</a> },
            { key: 'change', label: 'What it is', phone: 'bare', cell: ({ change, edits }) => changeWords(change, edits) },
            { key: 'by', label: 'By', cell: ({ by }) => by ?? 'Concord' },
            { key: 'at', label: 'When', cell: ({ broughtAt }) => dayAndTime(broughtAt, zone) },
          ]}
        />
      </Section>
    </>
  );
}
