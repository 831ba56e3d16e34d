import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { open, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { dropFile, type KeptFile } from './files.server.ts';
import { pictureSize } from './picture-size.ts';
import { invalid } from './problem.ts';
import { refuseInScope } from './scope.server.ts';

/** A picture that we drew ourselves: where it lies until it is placed (WebP), its hash, and its size in pixels. */
export type MadePicture = KeptFile & { readonly width: number; readonly height: number };

/** Pixels that a picture may have before it is drawn: 50 megapixels take 200 MB. */
const mostPixels = 50_000_000;
const run = promisify(execFile);

/**
 * Draws a picture that arrived again, at most `width` pixels wide, as WebP: no place, name or camera that the file held stays, and nothing that only looked like
 * a picture goes on. The file at `path` is left as it is. Refuses what no program can draw within ten seconds.
 */
export async function makePicture(path: string, { width }: { width: number }): Promise<MadePicture> {
  refuseInScope('A picture was drawn');
  const size = pictureSize(await start(path));
  if (!size || size.width === 0 || size.height === 0) throw unreadable();
  if (size.width * size.height > mostPixels)
    throw invalid(`This picture has ${size.width} × ${size.height} pixels. Make it smaller than 50 megapixels.`);
  const temporary = `${path}.webp`;
  try {
    const { stdout } = await run(
      process.execPath,
      ['--max-old-space-size=256', 'app/platform/picture-drawing.server.ts', path, temporary, String(width)],
      {
        timeout: 10_000,
        killSignal: 'SIGKILL',
        env: {},
      },
    );
    const bytes = await readFile(temporary);
    return {
      temporary,
      bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      ...(JSON.parse(stdout) as { width: number; height: number }),
    };
  } catch {
    await dropFile(temporary);
    throw unreadable();
  }
}

function unreadable() {
  return invalid('This picture cannot be drawn. Save it again as PNG, JPEG, GIF or WebP, and bring that.');
}

async function start(path: string): Promise<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const bytes = new Uint8Array(512 * 1024); // a JPEG may begin with a large profile
    const { bytesRead } = await file.read(bytes, 0, bytes.length, 0);
    return bytes.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
