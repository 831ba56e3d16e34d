import { v7 } from 'uuid';
import * as z from 'zod';
import { kindOfFile } from './file-kind.server.ts';
import { dropFile, pathOfFile, placeFile } from './files.server.ts';
import type { FieldError } from './form.ts';
import { makePicture } from './picture.server.ts';
import { Problem } from './problem.ts';
import { receiveForm } from './upload.server.ts';

/** A picture that was drawn again and lies in its place: its id, what it shows in words, and its measures. */
export type TakenPicture = {
  readonly id: string;
  readonly words: string;
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
  readonly sha256: string;
};
/** The picture as it was kept, or the form with its mistakes. */
export type Taken =
  | { readonly ok: true; readonly id: string; readonly words: string }
  | { readonly ok: false; readonly errors: FieldError[]; readonly values: Record<string, string>; readonly status: number };

/** The words that stand for a picture. */
const Words = z.object({
  words: z.string().trim().min(1, 'Say what it shows, for whoever does not see it').max(400, 'At most 400 characters'),
});

/**
 * Takes a picture that a form sends with its words (fields `file` and `words`): draws it again, at most `width` pixels wide, places it in `folder`, and has it kept. Who may send one is asked
 * before. What cannot be taken is said, and nothing is left of it.
 */
export async function takePicture(
  request: Request,
  { width, folder }: { width: number; folder: string },
  keep: (picture: TakenPicture) => Promise<unknown>,
): Promise<Taken> {
  const { fields, upload, refusal } = await receiveForm(request);
  const refused = (errors: FieldError[], status = 400): Taken => ({ ok: false, errors, values: fields, status });
  try {
    const said = Words.safeParse({ words: '', ...fields });
    const errors: FieldError[] = said.success ? [] : said.error.issues.map(({ message }) => ({ field: 'words', message }));
    if (refusal || !upload) errors.push({ field: 'file', message: refusal?.message ?? 'Choose the picture.' });
    else if (errors.length > 0) errors.push({ field: 'file', message: 'Choose the picture again: a browser does not keep it.' });
    if (!upload || !said.success || errors.length > 0) return refused(errors, refusal?.status);
    const { kind } = await kindOfFile(upload.file.temporary, upload.name);
    if (kind !== 'picture') return refused([{ field: 'file', message: 'This is no picture. Bring a PNG, JPEG, GIF or WebP.' }]);
    const { words } = said.data;
    const made = await makePicture(upload.file.temporary, { width });
    const id = v7();
    await placeFile(made, folder, id);
    try {
      await keep({ id, words, width: made.width, height: made.height, bytes: made.bytes, sha256: made.sha256 });
    } catch (error) {
      await dropFile(pathOfFile(folder, id));
      throw error;
    }
    return { ok: true, id, words };
  } catch (error) {
    if (error instanceof Problem && error.kind === 'invalid') return refused([{ field: 'file', message: error.message }]);
    throw error;
  } finally {
    if (upload) await dropFile(upload.file.temporary);
  }
}
