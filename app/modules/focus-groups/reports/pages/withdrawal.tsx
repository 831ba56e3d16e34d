import { addressed } from '#app/platform/form.ts';
import { scoped } from '#app/platform/web.server.ts';
import { count } from '#app/ui/count.ts';
import { day, dayAndTime } from '#app/ui/date.ts';
import { Downloads } from '#app/ui/downloads.tsx';
import { Note } from '#app/ui/note.tsx';
import { Section } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { zoneOf } from '../../../members/queries.server.ts';
import { mayKeepParticipants } from '../../rules.ts';
import { promiseWords } from '../../study/consent-item.ts';
import { StudyPage } from '../../study/parts/study-page.tsx';
import { studyNamed } from '../../study/queries.server.ts';
import { Id } from '../../study/schema.ts';
import { withdrawalChanges } from '../withdrawal-queries.server.ts';
import { promiseMeaning } from '../withdrawal-words.ts';
import type { Route } from './+types/withdrawal';

export function loader({ context, params, request }: Route.LoaderArgs) {
  const participantId = addressed(Id, params.participant, 'This participant');
  return scoped({ context, request }, async (scope) => {
    const study = await studyNamed(scope, params.study);
    return {
      study,
      participantId,
      changes: await withdrawalChanges(scope, study, participantId),
      seesAll: mayKeepParticipants(study),
      zone: await zoneOf(scope),
    };
  });
}

export default function Withdrawal({ loaderData: { study, participantId, changes, seesAll, zone } }: Route.ComponentProps) {
  const { pseudonym, promise, withdrawnOn, turns, sessions, agreements, themes, codings, files } = changes;
  const meaning = promiseMeaning[promise];
  const base = `/w/focus-groups/${study.slug}`;
  return (
    <StudyPage
      study={study}
      here="/participants"
      below={pseudonym}
      title={`What the withdrawal of ${pseudonym} changes`}
      lead={`${pseudonym} withdrew on ${day(withdrawnOn)}. Their letter promises: ${promiseWords[promise].toLowerCase()}.`}
    >
      <Note kind="attention" title="Talk in a group cannot always be separated">
        <p>
          Others answered {pseudonym}, repeated what they said, and may have named them. That stays in what the others said, and a passage
          in which several people speak cannot always be told apart. Say so when {pseudonym} asks.
        </p>
        <p>
          <a href={`${base}/participants/${participantId}`}>To the page of {pseudonym}</a>
          {promise === 'remove' && (
            <>
              {' · '}
              <a href={`${base}/participants/${participantId}/removal`}>Take out what they said</a>
            </>
          )}
        </p>
      </Note>
      <Section title="Codings">
        <p>{meaning.codings}</p>
        {turns === null ? (
          <p>This withdrawal was noted before such lists were kept, so that what stood on their words then is not known.</p>
        ) : codings.length === 0 ? (
          <p>
            {turns === 0
              ? 'No signed text had words of theirs when the withdrawal was noted.'
              : `${count(turns, 'turn', 'turns')} of theirs stood in signed texts, and no coding that the team may see was on them.`}
          </p>
        ) : (
          <>
            <Table
              caption="Codings on their words, by code"
              isCaptionHidden
              count={`${count(turns, 'turn', 'turns')}, ${count(codings.length, 'code', 'codes')}`}
              rows={codings}
              rowKey={({ codeId }) => codeId}
              columns={[
                { key: 'code', label: 'Code', cell: ({ name }) => name },
                { key: 'before', label: 'When it was noted', isNumber: true, cell: ({ before }) => before },
                { key: 'shared', label: 'Of these, with words of others', isNumber: true, cell: ({ shared }) => shared },
                { key: 'today', label: 'Standing today', isNumber: true, cell: ({ today }) => today },
              ]}
            />
            <Downloads of="These codings" address={`${base}/participants/${participantId}/withdrawal`} />
          </>
        )}
        <p className="small muted">
          Codings of a round that was blind when the withdrawal was noted are not in this list: they are their coder’s own.
        </p>
      </Section>
      <Section title="Quotes and themes">
        <p>{meaning.quotes}</p>
        {themes.length === 0 ? (
          turns !== null && <p>No theme rested on their words.</p>
        ) : (
          <Table
            caption="Themes that rested on their words, or that they read back"
            isCaptionHidden
            count={count(themes.length, 'theme', 'themes')}
            rows={themes}
            rowKey={({ id }) => id}
            columns={[
              { key: 'claim', label: 'Theme', cell: ({ id, claim }) => <a href={`${base}/themes/${id}`}>{claim}</a> },
              { key: 'passages', label: 'Passages when it was noted', isNumber: true, cell: ({ passages: number }) => number },
              { key: 'codings', label: 'Codings of its codes', isNumber: true, cell: ({ codings: number }) => number },
              { key: 'readBack', label: 'Read back by them', cell: ({ isReadBack }) => (isReadBack ? 'yes' : 'no') },
              { key: 'shared', label: 'Shared with members', cell: ({ isShared }) => (isShared ? 'yes' : 'no') },
            ]}
          />
        )}
      </Section>
      <Section title="Figures">
        <p>{meaning.figures}</p>
        {sessions.length > 0 && (
          <p>
            Figures of {sessions.length === 1 ? 'this session' : 'these sessions'} count their words:{' '}
            {sessions.map(({ title }) => title).join(', ')}. So do those of the whole study.
          </p>
        )}
        {agreements.length > 0 && (
          <p>
            Agreement that was kept before its consensus counts their words, and stays as it was:{' '}
            {agreements.map(({ id, title }, at) => (
              <span key={id}>
                {at > 0 && ', '}
                <a href={`${base}/agreement/${id}`}>{title}</a>
              </span>
            ))}
            .
          </p>
        )}
      </Section>
      <Section title="What left the study">
        <p>{meaning.earlier}</p>
        {files.length === 0 ? (
          <p>
            {seesAll
              ? 'No file with their words or their pseudonym, and none of a theme that rested on them, was taken out.'
              : 'You took out no file with their words. The study’s lead and research staff see what others took out.'}
          </p>
        ) : (
          <Table
            caption="Files with their words or their pseudonym, and files of themes that rested on them"
            isCaptionHidden
            count={count(files.length, 'file', 'files')}
            rows={files}
            rowKey={({ id }) => id}
            columns={[
              { key: 'what', label: 'File', cell: ({ kind, format }) => `${kind}, ${format.toUpperCase()}` },
              { key: 'when', label: 'Taken out', phone: 'bare', cell: ({ madeAt }) => dayAndTime(madeAt, zone) },
              {
                key: 'words',
                label: 'Holds',
                cell: ({ hasWords, isAfter }) => (
                  <>
                    {hasWords ? 'their words or pseudonym' : 'a theme that rested on them'} {isAfter && <Tag>after the withdrawal</Tag>}
                  </>
                ),
              },
              { key: 'by', label: 'By', cell: ({ by }) => by ?? 'whoever holds the machine' },
              { key: 'hash', label: 'Fingerprint', cell: ({ hash }) => hash.slice(0, 12) },
            ]}
          />
        )}
      </Section>
    </StudyPage>
  );
}
