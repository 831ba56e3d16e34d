import { v7 } from 'uuid';
import { kindOfFile } from '#app/platform/file-kind.server.ts';
import { dropFile, placeFile } from '#app/platform/files.server.ts';
import { makePicture } from '#app/platform/picture.server.ts';
import { Problem } from '#app/platform/problem.ts';
import { as } from '#app/platform/scope.server.ts';
import { receiveForm } from '#app/platform/upload.server.ts';
import { actorOf, answering } from '#app/platform/web.server.ts';
import type { FormError } from '#app/ui/form-errors.tsx';
import { assertMayBringPicture, keepPicture } from './commands.server.ts';
import { pictureFolder } from './page-address.ts';
import { PictureWords } from './schema.ts';

/** Pixels across: as wide as any page of ours on a screen of double density. */
const width = 1600;

type Brought =
  | { readonly ok: true; readonly id: string; readonly words: string }
  | { readonly ok: false; readonly errors: FormError[]; readonly values: Record<string, string>; readonly status: number };

/** Takes a picture that a page sends with its words: draws it again, gives it its place, and keeps it. What cannot be taken is said, and nothing is left of it. */
export async function bringPicture(at: Parameters<typeof actorOf>[0]): Promise<Brought> {
  const actor = await actorOf(at);
  // before a large file travels
  await answering(() => as(actor, assertMayBringPicture));
  const { fields, upload, refusal } = await receiveForm(at.request);
  const refused = (errors: FormError[], status = 400): Brought => ({ ok: false, errors, values: fields, status });
  try {
    const said = PictureWords.safeParse({ words: '', ...fields });
    const errors: FormError[] = said.success ? [] : said.error.issues.map(({ message }) => ({ field: 'words', message }));
    if (refusal || !upload) errors.push({ field: 'file', message: refusal?.message ?? 'Choose the picture.' });
    else if (errors.length > 0) errors.push({ field: 'file', message: 'Choose the picture again: a browser does not keep it.' });
    if (!upload || !said.success || errors.length > 0) return refused(errors, refusal?.status);
    const { kind } = await kindOfFile(upload.file.temporary, upload.name);
    if (kind !== 'picture') return refused([{ field: 'file', message: 'This is no picture. Bring a PNG, JPEG, GIF or WebP.' }]);
    const made = await makePicture(upload.file.temporary, { width });
    const id = v7();
    await placeFile(made, pictureFolder, id);
    const { bytes, sha256 } = made;
    await as(actor, (scope) => keepPicture(scope, { id, words: said.data.words, width: made.width, height: made.height, bytes, sha256 }));
    return { ok: true, id, words: said.data.words };
  } catch (error) {
    if (error instanceof Problem && error.kind === 'invalid') return refused([{ field: 'file', message: error.message }]);
    throw error;
  } finally {
    if (upload) await dropFile(upload.file.temporary);
  }
}
