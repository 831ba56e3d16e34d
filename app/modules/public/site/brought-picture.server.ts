import { dropFile, pathOfFile } from '#app/platform/files.server.ts';
import { as } from '#app/platform/scope.server.ts';
import { type Taken, takePicture } from '#app/platform/taken-picture.server.ts';
import { actorOf, answering } from '#app/platform/web.server.ts';
import { assertMayBringPicture, keepPicture } from './commands.server.ts';
import { pictureFolder } from './page-address.ts';

/** Pixels across: as wide as any page of ours on a screen of double density. */
const width = 1600;

/** Takes a picture that a page sends with its words, and keeps it. */
export async function bringPicture(at: Parameters<typeof actorOf>[0]): Promise<Taken> {
  const actor = await actorOf(at);
  // before a large file travels
  await answering(() => as(actor, assertMayBringPicture));
  return takePicture(at.request, { width, folder: pictureFolder }, (picture) => as(actor, (scope) => keepPicture(scope, picture)));
}

/** Removes the bytes of pictures that are gone from the data. */
export async function dropPictureBytes(ids: readonly string[]): Promise<void> {
  for (const id of ids) await dropFile(pathOfFile(pictureFolder, id));
}
