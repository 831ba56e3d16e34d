import { Readable } from 'node:stream';
import type { ReadableStream as WebStream } from 'node:stream/web';
import { Busboy } from '@fastify/busboy';
import { config } from './config.server.ts';
import { dropFile, type KeptFile, keepStream } from './files.server.ts';
import { invalid, Problem } from './problem.ts';

/** A form with one file: its other fields, the file's own name, and the file itself. */
export type Upload = { readonly fields: Record<string, string>; readonly name: string; readonly file: KeptFile };

/**
 * What arrived of a form that may hold a file: its fields, also those before a refusal, so that nothing typed is lost; the file with its own name, null
 * when none was chosen; and why the form cannot be taken.
 */
export type Received = {
  readonly fields: Record<string, string>;
  readonly upload: Pick<Upload, 'name' | 'file'> | null;
  readonly refusal: Problem | null;
};

/** Characters of a field, and of the one field of a form that may hold a long text. */
const longest = { field: 10_000, text: 20_000_000 };

/** Reads a form with one file, streaming the file to disk. The caller places the file or drops it; after an error nothing is left. */
export async function readUpload(request: Request): Promise<Upload> {
  const { fields, upload, refusal } = await receiveForm(request);
  if (refusal) throw refusal;
  if (!upload) throw invalid('Choose a file first.');
  return { fields, ...upload };
}

/** Reads a form that may hold one file, streaming the file to disk, and a long text in the field `text`. The caller places the file or drops it. */
export async function receiveForm(request: Request, { text }: { text?: string } = {}): Promise<Received> {
  const type = request.headers.get('content-type') ?? '';
  const fields: Record<string, string> = {};
  if (!type.startsWith('multipart/form-data') || !request.body)
    return { fields, upload: null, refusal: invalid('Choose a file and send the form again.') };
  let name = '';
  let keeping: Promise<KeptFile> | undefined;
  let arriving: Readable | undefined;
  const parts = new Busboy({
    headers: { 'content-type': type },
    limits: { files: 1, fields: 20, fieldSize: text ? longest.text : longest.field, fieldNameSize: 100, parts: 25 },
  });
  parts.on('field', (field, value, _isNameCut, isCut) => {
    fields[field] = field === text ? value.replaceAll('\0', '') : value.slice(0, longest.field).replaceAll('\0', '');
    if (field === text && isCut) parts.destroy(invalid('More than 20 MB of text was pasted. Save it as a file, and choose the file.'));
  });
  parts.on('file', (_field, stream, fileName) => {
    name = fileName.replaceAll('\0', '');
    arriving = stream;
    stream.on('error', () => undefined); // a torn form reports the same error again after the pipeline has let go
    keeping = keepStream(stream, config().uploadLimitBytes);
    keeping.catch((error) => parts.destroy(error)); // refuse at once instead of reading the rest
  });
  try {
    await new Promise<void>((resolve, reject) => {
      parts.on('finish', resolve).on('error', reject);
      Readable.fromWeb(request.body as WebStream)
        .on('error', (error) => {
          arriving?.destroy(error); // a connection that breaks ends no part, so nobody else tells the file
          reject(error);
        })
        .pipe(parts);
    });
    const file = await keeping;
    if (!file) return { fields, upload: null, refusal: null };
    if (file.bytes > 0 && name) return { fields, upload: { name, file }, refusal: null };
    await dropFile(file.temporary);
    // A browser sends a file without a name where none was chosen.
    return { fields, upload: null, refusal: name ? invalid('This file is empty. Choose the file that your system exported.') : null };
  } catch (error) {
    await keeping?.then(
      (file) => dropFile(file.temporary),
      () => undefined,
    );
    if (error instanceof Problem) return { fields, upload: null, refusal: error };
    if (isOurs(error)) throw error;
    return { fields, upload: null, refusal: invalid('The file did not arrive whole. Send it again.') };
  }
}

/** A fault of the disk; anything else is a form that broke on its way. */
function isOurs(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).syscall !== undefined;
}
