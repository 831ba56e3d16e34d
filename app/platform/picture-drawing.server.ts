// Runs alone, in a process of its own: `node picture-drawing.server.ts FROM TO WIDTH`. Whatever a hostile picture does to the decoder, it does here.
import { readFile, writeFile } from 'node:fs/promises';
import { createCanvas, loadImage } from '@napi-rs/canvas';

const [from, to, most] = process.argv.slice(2);
const picture = await loadImage(await readFile(from!));
const width = Math.min(Number(most), picture.width);
const height = Math.max(1, Math.round((picture.height * width) / picture.width));
const canvas = createCanvas(width, height);
canvas.getContext('2d').drawImage(picture, 0, 0, width, height);
await writeFile(to!, await canvas.encode('webp', 82), { mode: 0o600 });
console.log(JSON.stringify({ width, height }));
