import { lengthOf, pathOfFile } from '#app/platform/files.server.ts';
import { missing } from '#app/platform/problem.ts';
import { fileAnswer, pictureAnswer } from '#app/platform/served-file.server.ts';
import { licenceText, packageStream } from '../files/package.server.ts';
import { packageParts, writtenItem } from './packed.ts';
import type { Whole } from './whole-queries.server.ts';

/** A file of an item for whoever was found to be allowed to have it: saved, never run. */
export function takenFile(
  request: Request,
  file: { itemId: string; id: string; name: string; type: string; sha256: string },
): Promise<Response> {
  const { itemId, id, name, type, sha256 } = file;
  return fileAnswer(request, { path: pathOfFile(itemId, id), name, type, sha256 });
}

/** A picture that we drew of a file. What is not for everybody is kept by nobody between us and its reader. */
export async function shownPicture(
  request: Request,
  { itemId, id }: { itemId: string; id: string },
  { isPublic }: { isPublic: boolean },
): Promise<Response> {
  const answer = await pictureAnswer(request, { path: pathOfFile(itemId, id), name: `${id}.webp`, type: 'image/webp', sha256: id });
  if (!isPublic) answer.headers.set('cache-control', 'private, max-age=3600, no-transform');
  return answer;
}

/** Everything of a version in one ZIP. */
export async function packageAnswer({ item, whole }: { item: { id: string; slug: string }; whole: Whole | null }): Promise<Response> {
  if (!whole?.version.publishedAt) throw missing('A published version of this item');
  // Half a package is none; nobody notices in the middle of a stream.
  for (const { id, bytes } of whole.files) if ((await lengthOf(pathOfFile(item.id, id))) !== bytes) throw missing('A file of this version');
  const parts = packageParts(writtenItem(item.slug, whole), licenceText(whole.version.licence)).map((part) =>
    'text' in part ? part : { name: part.name, path: pathOfFile(item.id, part.fileId) },
  );
  return new Response(packageStream(parts, whole.version.publishedAt), {
    headers: {
      'content-type': 'application/zip',
      'content-disposition': `attachment; filename="${item.slug}-${whole.version.number}.zip"`,
      'cache-control': 'private, no-cache, no-transform',
      'x-concord-file': '1',
    },
  });
}
