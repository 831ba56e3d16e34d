import { pathOfFile } from '#app/platform/files.server.ts';
import { pictureAnswer } from '#app/platform/served-file.server.ts';

/** Where the pictures of speakers lie in the data folder, and how many pixels they have across. */
export const speakerPictures = { folder: 'speaker-pictures', width: 480 };

/** Where the bytes of one of them lie. */
export function pathOfSpeakerPicture(id: string): string {
  return pathOfFile(speakerPictures.folder, id);
}

/** Answers with a speaker's picture. Browsers ask again each time: whoever withdraws a picture withdraws it at once. */
export async function speakerPictureAnswer(
  request: Request,
  { id, sha256 }: { id: string; sha256: string },
  { isPublic = false } = {},
): Promise<Response> {
  const answer = await pictureAnswer(request, { path: pathOfSpeakerPicture(id), name: 'picture.webp', type: 'image/webp', sha256 });
  answer.headers.set('cache-control', `${isPublic ? 'public' : 'private'}, no-cache, no-transform`);
  return answer;
}
