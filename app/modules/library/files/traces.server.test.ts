import assert from 'node:assert/strict';
import { test } from 'node:test';
import { strToU8, zipSync } from 'fflate';
import { dropFile } from '#app/platform/files.server.ts';
import { documentBytes, paragraphXml } from '../../../../tests/document-file.ts';
import { arrivedFile } from '../../../../tests/library.ts';
import { lookAt } from './look.server.ts';
import { tracesOfPicture } from './picture-traces.ts';

/** What is found in a file: kind, place, words. */
async function traced(bytes: Uint8Array | string, extension: string): Promise<string[]> {
  const { temporary } = await arrivedFile(bytes);
  const { look, previews } = await lookAt(temporary, extension);
  for (const path of [temporary, ...previews.map((each) => each.temporary)]) await dropFile(path);
  assert.equal(look.failed, null);
  return look.traces.map(({ kind, place, words }) => [kind, place, words].filter(Boolean).join(' | '));
}
const relations = (all: Readonly<Record<string, string>>) =>
  `<Relationships xmlns="urn:r">${Object.entries(all)
    .map(([target, kind], at) => `<Relationship Id="r${at}" Type="urn:t/${kind}" Target="${target}"/>`)
    .join('')}</Relationships>`;
const packed = (files: Readonly<Record<string, string | Uint8Array>>) =>
  zipSync(Object.fromEntries(Object.entries(files).map(([name, body]) => [name, typeof body === 'string' ? strToU8(body) : body])));
const a = (text: string) => `<a:p><a:r><a:t>${text}</a:t></a:r></a:p>`;

/** A TIFF part as a camera writes it: maker and place. */
function exif(isLittle: boolean): Buffer {
  const bytes = Buffer.alloc(220);
  const u16 = (at: number, value: number) => (isLittle ? bytes.writeUInt16LE(value, at) : bytes.writeUInt16BE(value, at));
  const u32 = (at: number, value: number) => (isLittle ? bytes.writeUInt32LE(value, at) : bytes.writeUInt32BE(value, at));
  const entry = (at: number, [tag, type, count, value]: readonly [number, number, number, number | string]) => {
    u16(at, tag);
    u16(at + 2, type);
    u32(at + 4, count);
    if (typeof value === 'string') bytes.write(value, at + 8, 'latin1');
    else u32(at + 8, value);
  };
  bytes.write(isLittle ? 'II*\0' : 'MM\0*', 0, 'latin1');
  u32(4, 8);
  u16(8, 2);
  entry(10, [0x013b, 2, 8, 180]);
  entry(22, [0x8825, 4, 1, 40]);
  u16(40, 4);
  entry(42, [1, 2, 2, 'N\0']);
  entry(54, [2, 5, 3, 100]);
  entry(66, [3, 2, 2, 'W\0']);
  entry(78, [4, 5, 3, 130]);
  for (const [at, values] of [
    [100, [42, 1, 21, 1, 36, 1]],
    [130, [71, 1, 3, 1, 0, 1]],
  ] as const)
    for (const [each, value] of values.entries()) u32(at + each * 4, value);
  bytes.write('R. Quill\0', 180, 'latin1');
  return bytes;
}
const jpegPart = (part: Buffer) => Buffer.concat([Buffer.from('\xff\xd8\xff\xe1\0\0Exif\0\0', 'latin1'), part]);

test('a Word file tells its makers, comments, changes and hidden words, each with its place', async () => {
  const changed =
    '<w:p><w:ins w:id="1" w:author="R. Hale"><w:r><w:t>Wait.</w:t></w:r></w:ins><w:del w:id="2" w:author="R. Hale"><w:r><w:delText>Mrs. Alvarez waits.</w:delText></w:r></w:del></w:p>';
  const hidden = '<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>Key: pupil 7</w:t></w:r><w:r><w:t>Seen</w:t></w:r></w:p>';
  const noted = '<w:p><w:r><w:t>Noted</w:t></w:r><w:r><w:commentReference w:id="4"/></w:r></w:p>';
  const comment = '<w:comment w:id="4" w:author="Kit Doe"><w:p><w:r><w:t>This was my patient.</w:t></w:r></w:p></w:comment>';
  const document = documentBytes({ body: paragraphXml('One') + changed + hidden + noted, parts: { comments: comment } });
  const { unzipSync } = await import('fflate');
  const core =
    '<cp:coreProperties xmlns:cp="urn:c" xmlns:dc="urn:d"><dc:creator>Kit Doe</dc:creator><cp:lastModifiedBy>Un-named</cp:lastModifiedBy></cp:coreProperties>';
  assert.deepEqual(await traced(packed({ ...unzipSync(document), 'docProps/core.xml': core }), 'docx'), [
    'maker | Kit Doe',
    'change | paragraph 2 | R. Hale added “Wait.”',
    'change | paragraph 2 | R. Hale took out “Mrs. Alvarez waits.”',
    'hidden | paragraph 3 | Key: pupil 7',
    'comment | paragraph 4 | Kit Doe: This was my patient.',
  ]);
});

test('a deck tells its hidden slides, notes, comments and where a picture was taken, by the number that a slide is shown under', async () => {
  const slide = (text: string, attributes = '') => `<p:sld xmlns:p="urn:p" xmlns:a="urn:a"${attributes}>${a(text)}</p:sld>`;
  const deck = packed({
    '[Content_Types].xml': '<Types/>',
    'ppt/presentation.xml':
      '<p:presentation xmlns:p="urn:p" xmlns:r="urn:r"><p:sldIdLst><p:sldId id="1" r:id="r1"/><p:sldId id="2" r:id="r0"/></p:sldIdLst></p:presentation>',
    'ppt/_rels/presentation.xml.rels': relations({ 'slides/slide1.xml': 'slide', 'slides/slide2.xml': 'slide' }),
    'ppt/slides/slide1.xml': slide('The key', ' show="0"'),
    'ppt/slides/slide2.xml': slide('The case'),
    'ppt/slides/_rels/slide2.xml.rels': relations({
      ...{ '../notesSlides/notesSlide1.xml': 'notesSlide', '../comments/comment1.xml': 'comments', '../media/image1.jpeg': 'image' },
    }),
    'ppt/notesSlides/notesSlide1.xml': `<p:notes xmlns:p="urn:p" xmlns:a="urn:a">${a('Ask about Mr. Bell.')}</p:notes>`,
    'ppt/comments/comment1.xml': '<p:cmLst xmlns:p="urn:p"><p:cm authorId="3"><p:text>Too long?</p:text></p:cm></p:cmLst>',
    'ppt/commentAuthors.xml': '<p:cmAuthorLst xmlns:p="urn:p"><p:cmAuthor id="3" name="Kit Doe"/></p:cmAuthorLst>',
    'ppt/media/image1.jpeg': jpegPart(exif(true)),
  });
  assert.deepEqual(await traced(deck, 'pptx'), [
    'notes | slide 1 | Ask about Mr. Bell.',
    'hidden | slide 2 | The key',
    'comment | slide 1 | Kit Doe: Too long?',
    'place | slide 1, picture image1.jpeg | 42.360° N, 71.050° W',
    'maker | slide 1, picture image1.jpeg | R. Quill',
  ]);
});

test('a PDF tells its maker, its comments, the answers in its form, and where a picture in it was taken', async () => {
  const picture = jpegPart(exif(false)).toString('latin1');
  const objects = [
    '<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[5 0 R]>>>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Annots[4 0 R 5 0 R]>>',
    '<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/T(Kit Doe)/Contents(Was this Mrs. Alvarez?)>>',
    '<</Type/Annot/Subtype/Widget/FT/Tx/T(pupil)/V(Jo Park)/Rect[0 20 90 40]>>',
    '<</Author(Rena Hale)>>',
    `<</Length ${picture.length}>>stream\n${picture}\nendstream `,
  ];
  const body = objects.map((each, at) => `${at + 1} 0 obj${each}endobj\n`).join('');
  const pdf = Buffer.from(`%PDF-1.4\n${body}trailer<</Root 1 0 R/Info 6 0 R/Size 8>>\n%%EOF`, 'latin1');
  assert.deepEqual(await traced(pdf, 'pdf'), [
    'maker | Rena Hale',
    'place | a picture in it | 42.360° N, 71.050° W',
    'maker | a picture in it | R. Quill',
    'comment | page 1 | Kit Doe: Was this Mrs. Alvarez?',
    'field | page 1 | pupil: Jo Park',
  ]);
});

test('the Exif of JPEG, PNG and WebP is read, XMP too, and damaged parts say nothing', () => {
  const place = { latitude: 42.36, longitude: -71.05 };
  for (const marker of ['\xff\xd8\xff\xe1\0\0Exif\0\0', '\x89PNGeXIf', 'RIFFEXIF\x20\0\0\0Exif\0\0'])
    for (const isLittle of [true, false])
      assert.deepEqual(tracesOfPicture(Buffer.concat([Buffer.from(marker, 'latin1'), exif(isLittle)])), {
        at: place,
        makers: ['R. Quill'],
      });
  assert.deepEqual(tracesOfPicture(Buffer.from('<x exif:GPSLatitude="42,21.6N" exif:GPSLongitude="71,3,0W"/>')).at, place);
  const whole = jpegPart(exif(true));
  for (let length = 0; length < whole.length; length++) tracesOfPicture(whole.subarray(0, length));
  const turned = Buffer.from(whole);
  for (let at = 12; at < turned.length; at++) tracesOfPicture(turned.fill(0xff, at, at + 1));
});
