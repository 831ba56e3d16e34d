import { inForum } from '../../events/in-forum.server.ts';
import { speakersToKeep } from '../queries.server.ts';
import { writtenSpeaker } from '../written.ts';
import type { Route } from './+types/speakers-json';

export async function loader({ context, request }: Route.LoaderArgs) {
  const speakers = await inForum({ context, request }, speakersToKeep);
  return Response.json({ total: speakers.length, speakers: speakers.map(writtenSpeaker) });
}
