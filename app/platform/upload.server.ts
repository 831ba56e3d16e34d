import { Readable } from 'node:stream';
import type { ReadableStream as WebStream } from 'node:stream/web';
import { Busboy } from '@fastify/busboy';
import { config } from './config.server.ts';
import { dropFile, type KeptFile, keepStream } from './files.server.ts';
import { invalid, Problem } from './problem.ts';

/** A form with one file: its other fields, the file's own name, and the file itself. */
export type Upload = { readonly fields: Record<string, string>; readonly name: string; readonly file: KeptFile };

/** Reads a form with one file, streaming the file to disk. The caller places the file or drops it; after an error nothing is left. */
export async function readUpload(request: Request): Promise<Upload> {
  const type = request.headers.get('content-type') ?? '';
  if (!type.startsWith('multipart/form-data') || !request.body) throw invalid('Choose a file and send the form again.');
  const fields: Record<string, string> = {};
  let name = '';
  let keeping: Promise<KeptFile> | undefined;
  let arriving: Readable | undefined;
  const parts = new Busboy({
    headers: { 'content-type': type },
    limits: { files: 1, fields: 20, fieldSize: 10_000, fieldNameSize: 100, parts: 25 },
  });
  parts.on('field', (field, value) => {
    fields[field] = value;
  });
  parts.on('file', (_field, stream, fileName) => {
    name = fileName;
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
    if (!file || !name) throw invalid('Choose a file first.');
    if (file.bytes === 0) {
      await dropFile(file.temporary);
      throw invalid('This file is empty. Choose the file that your system exported.');
    }
    return { fields, name, file };
  } catch (error) {
    await keeping?.then(
      (file) => dropFile(file.temporary),
      () => undefined,
    );
    throw isOurs(error) ? error : invalid('The file did not arrive whole. Send it again.');
  }
}

/** A refusal with its own words, or a fault of the disk; anything else is a form that broke on its way. */
function isOurs(error: unknown): boolean {
  return error instanceof Problem || (error as NodeJS.ErrnoException).syscall !== undefined;
}
