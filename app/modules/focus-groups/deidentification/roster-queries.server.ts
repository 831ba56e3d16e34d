import { missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { mayReadOriginalsOf } from '../study/key-queries.server.ts';
import type { Study } from '../study/queries.server.ts';
import type { Speaker } from './deidentified.ts';
import { plainRole } from './replacement.ts';

/** The sites at which the acting person may read what was said as it was said. */
export async function openSites(scope: Scope, study: Study): Promise<{ id: string; name: string }[]> {
  const sites = await scope.tx
    .selectFrom('studySite')
    .innerJoin('school', 'school.id', 'studySite.forSchoolId')
    .select(['studySite.id', 'school.name'])
    .where('studySite.studyId', '=', study.id)
    .orderBy('school.name')
    .execute();
  const open = [];
  for (const site of sites) if (await mayReadOriginalsOf(scope, study, site.id)) open.push(site);
  return open;
}

/** Whom and what the study added to its roster, as far as the acting person may know it, by site and pseudonym. */
export async function rosterEntries({ tx }: Scope, study: Study) {
  return tx
    .selectFrom('rosterEntry')
    .innerJoin('studySite', (join) =>
      join.onRef('studySite.studyId', '=', 'rosterEntry.studyId').onRef('studySite.id', '=', 'rosterEntry.siteId'),
    )
    .innerJoin('school', 'school.id', 'studySite.forSchoolId')
    .select(['rosterEntry.id', 'rosterEntry.siteId', 'school.name as site', 'rosterEntry.kind', 'names', 'pseudonym'])
    .where('rosterEntry.studyId', '=', study.id)
    .orderBy('school.name')
    .orderBy('pseudonym')
    .execute();
}

/** Every pseudonym of a study that the acting person may know: of its participants, and of its roster's people. */
export async function takenPseudonyms({ tx }: Scope, study: Study): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('participant')
    .select('pseudonym')
    .where('studyId', '=', study.id)
    .union(tx.selectFrom('rosterEntry').select('pseudonym').where('studyId', '=', study.id).where('kind', '=', 'person'))
    .execute();
  return new Set(rows.map(({ pseudonym }) => pseudonym));
}

/** Who the labels of a transcript are, in the text that the team reads; only labels of which somebody said it. Nothing for whoever may not read originals. */
export async function speakersOf({ tx }: Scope, study: Study, transcriptId: string): Promise<Map<string, Speaker>> {
  const rows = await tx
    .selectFrom('transcriptSpeaker')
    .leftJoin('participant', (join) =>
      join.onRef('participant.studyId', '=', 'transcriptSpeaker.studyId').onRef('participant.id', '=', 'transcriptSpeaker.participantId'),
    )
    .select(['label', 'transcriptSpeaker.kind', 'participantId', 'participant.pseudonym', 'transcriptSpeaker.siteId'])
    .where('transcriptSpeaker.studyId', '=', study.id)
    .where('transcriptId', '=', transcriptId)
    .orderBy('label')
    .execute();
  const entries = await tx
    .selectFrom('rosterEntry')
    .select(['names', 'pseudonym', 'siteId'])
    .where('studyId', '=', study.id)
    .where('kind', '=', 'person')
    .execute();
  return new Map(
    rows.map(({ label, kind, participantId, pseudonym, siteId }) => {
      const entry = entries.find((each) => each.siteId === siteId && each.names.includes(label));
      return [label, { kind, participantId, pseudonym: pseudonym ?? entry?.pseudonym ?? plainRole(kind) }];
    }),
  );
}

/** A transcript as everybody of the study may know it. Missing when there is none. */
export async function transcriptOf({ tx }: Scope, study: Study, transcriptId: string) {
  const transcript = await tx
    .selectFrom('transcript')
    .innerJoin('studySite', (join) =>
      join.onRef('studySite.studyId', '=', 'transcript.studyId').onRef('studySite.id', '=', 'transcript.siteId'),
    )
    .innerJoin('school', 'school.id', 'studySite.forSchoolId')
    .select([
      'transcript.id',
      'transcript.title',
      'transcript.siteId',
      'transcript.sessionId',
      'state',
      'school.name as site',
      'forSchoolId',
    ])
    .where('transcript.studyId', '=', study.id)
    .where('transcript.id', '=', transcriptId)
    .executeTakeFirst();
  if (!transcript) throw missing('This transcript');
  return transcript;
}
export type Transcript = Awaited<ReturnType<typeof transcriptOf>>;
