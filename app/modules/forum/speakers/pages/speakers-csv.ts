import { csvText } from '#app/platform/csv.ts';
import { csvAnswer } from '#app/platform/web.server.ts';
import { inForum } from '../../events/in-forum.server.ts';
import { speakersToKeep } from '../queries.server.ts';
import { speakerHead, speakerLine } from '../written.ts';
import type { Route } from './+types/speakers-csv';

export async function loader({ context, request }: Route.LoaderArgs) {
  const speakers = await inForum({ context, request }, speakersToKeep);
  return csvAnswer(csvText([speakerHead, ...speakers.map(speakerLine)]), 'forum-speakers.csv');
}
