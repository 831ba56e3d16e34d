import { csvText } from '#app/platform/csv.ts';
import { csvAnswer, scoped } from '#app/platform/web.server.ts';
import { recordText } from '../export-commands.server.ts';
import { notesToFile } from '../notebook-queries.server.ts';
import { studyNamed } from '../queries.server.ts';
import { noteHead, noteLine } from '../written.ts';
import type { Route } from './+types/notebook-csv';

export function loader({ context, params, request }: Route.LoaderArgs) {
  return scoped({ context, request }, async (scope) => {
    const study = await studyNamed(scope, params.study);
    const { rows, participants } = await notesToFile(scope, study);
    const text = csvText([noteHead, ...rows.map(noteLine)]);
    await recordText(scope, study, { kind: 'notebook', format: 'csv', text, counts: { notes: rows.length }, participants });
    return csvAnswer(text, `notebook-${params.study}.csv`);
  });
}
