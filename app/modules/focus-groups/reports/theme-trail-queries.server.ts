import type { Scope } from '#app/platform/scope.server.ts';
import { count, listed } from '#app/ui/count.ts';
import { dayAndTime } from '#app/ui/date.ts';
import { currentFramework } from '../../competencies/queries.server.ts';
import { actWords } from '../study/acts.ts';
import { codeName, type FreeWriting, wordsIn } from '../study/free-writing.ts';
import type { Study } from '../study/queries.server.ts';
import { linksOf, themeHistory, themesWithGrounds } from '../themes/queries.server.ts';
import { printableReadings, readingsOf } from '../themes/reading-queries.server.ts';
import { printed } from '../themes/theme-document.ts';
import { warningWords } from '../themes/warning-words.ts';
import { type Block, labelled, type ReportDocument } from './report-document.ts';

const answerWords: Readonly<Record<string, string>> = { yes: 'It fits', partly: 'It fits in part', no: 'It does not fit' };
const unprinted = 'not to be printed';
type ThemeTrail = {
  readonly blocks: ReportDocument['blocks'];
  readonly participants: readonly string[];
  readonly themes: readonly string[];
};

/**
 * How each theme came to be, for the audit trail: what it claimed and when, what it rests on, its passages, and what participants said who read it back. Words of participants
 * stand in it where they may be printed today; `participants`: whose.
 */
export async function themeTrail(
  scope: Scope,
  study: Study,
  { zone, writing, nameOfNote }: { zone: string; writing: FreeWriting; nameOfNote: (id: string) => string },
): Promise<ThemeTrail> {
  const all = await themesWithGrounds(scope, study);
  const { competencies } = await currentFramework(scope);
  const mayPrint = await printableReadings(scope, study);
  const participants: string[] = [];
  const blocks: Block[] = [];
  for (const theme of all) {
    const { id, grounds, passages, warnings } = theme;
    const links = await linksOf(scope, study, id);
    const history = (await themeHistory(scope, study, id)).toReversed();
    const readings = await readingsOf(scope, study, id);
    const said = (text: string) => writing.words(`theme:${id}`, `The theme “${theme.claim}”`, text);
    const optional = (label: string, text: string) => (text ? [labelled(label, text)] : []);
    participants.push(...passages.filter((each) => each.mayPrint && each.words !== null).flatMap((each) => each.participants));
    participants.push(...readings.filter((each) => mayPrint.has(each.id)).map(({ participantId }) => participantId));
    blocks.push(
      { heading: said(theme.claim), level: 2 },
      ...(theme.setAsideAt ? [labelled('Set aside', dayAndTime(theme.setAsideAt, zone))] : []),
      ...optional('Summary', said(theme.summary)),
      labelled(
        'Rests on',
        `${count(grounds.participants.length, 'participant', 'participants')} in ${count(grounds.sessions.length, 'session', 'sessions')} at ${count(grounds.sites.length, 'site', 'sites')}`,
      ),
      ...optional('Codes', listed(links.codes.map((code) => codeName(writing, code)))),
      ...optional(
        'Competencies',
        listed(competencies.filter(({ stableId }) => links.competencies.includes(stableId)).map(({ code }) => code)),
      ),
      ...optional('Talked over', listed(links.notes.map((note) => nameOfNote(note.id)))),
      ...optional('Counter-examples looked for', said(theme.counterSearch)),
      ...optional('To answer for', warnings.map((warning) => warningWords[warning].short).join('; ')),
      table(
        'What was done',
        ['When', 'Who', 'What', 'Claim from then on, or why'],
        history.map(({ at, by, verb, subject, after }) => [
          ...[dayAndTime(at, zone), by ?? 'Concord', actWords(verb, subject)],
          said(wordsIn(after, 'claim') ?? wordsIn(after, 'reason') ?? ''),
        ]),
      ),
      ...(passages.length === 0
        ? []
        : [
            table(
              'Passages',
              ['Kind', 'Words', 'Who', 'Session', 'Site', 'Note'],
              passages
                .map(printed)
                .map((each) => [
                  ...[
                    each.kind,
                    each.words ?? unprinted,
                    each.mayPrint ? each.speakers.join(', ') : null,
                    each.session,
                    each.site,
                    said(each.note),
                  ],
                ]),
            ),
          ]),
      ...(readings.length === 0
        ? []
        : [
            table(
              'Read back',
              ['When', 'Answer', 'Words'],
              readings.map(({ id: readingId, saidAt, answer, words }) => [
                ...[dayAndTime(saidAt, zone), answerWords[answer] ?? answer, words === '' || mayPrint.has(readingId) ? words : unprinted],
              ]),
            ),
          ]),
    );
  }
  return { blocks, participants, themes: all.map(({ id }) => id) };
}

function table(title: string, columns: readonly string[], rows: (string | null)[][]): Block {
  return { table: { title, columns: columns.map((each) => ({ title: each, width: 24 })), rows } };
}
