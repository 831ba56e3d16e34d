import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import * as fc from 'fast-check';
import { qdpxFile, readQdaFile } from './qda-file.server.ts';
import { emptyProject, type QdaCode, type QdaProject } from './qda-project.ts';
import { guidFor } from './refi-id.ts';
import { refiCodebook, refiProject, type WritingOptions } from './refi-writer.ts';

const folder = mkdtempSync(join(tmpdir(), 'concord-qda-'));
after(() => rmSync(folder, { recursive: true }));

/** Out to a file and in again. */
async function roundTrip(project: QdaProject, options: WritingOptions = {}) {
  const path = join(folder, 'out.qdpx');
  writeFileSync(path, qdpxFile(project, options).bytes);
  return readQdaFile(path);
}

const letters = fc.constantFrom(...'abcxyz .,“”é', '\n', '😀', '𝒳', '\t', '&', '<', '"', '\u0301');
const words = fc.string({ unit: fc.constantFrom(...'abcdé&<>"\'', '😀', '𝒳'), minLength: 1, maxLength: 12 });
const optional = fc.option(words, { nil: null });
const time = fc.constantFrom('2026-06-25T14:30:00Z', null);

function codeTree(ids: string[], names: string[]): QdaCode[] {
  const codes = ids.map((id, at): QdaCode => {
    const colour = at % 2 === 0 ? '#3366cc' : null;
    return {
      id,
      name: names[at % names.length] ?? '',
      definition: at % 3 === 0 ? 'What it means' : null,
      colour,
      isCodable: at !== 0,
      memoIds: [],
      codes: [],
    };
  });
  codes.forEach((code, at) => {
    if (at > 0 && at % 3 !== 0) codes[at - 1]?.codes.push(code);
  });
  return codes.filter((_, at) => at % 3 === 0);
}

const project = fc
  .record({
    ids: fc.uniqueArray(fc.uuid({ version: 4 }), { minLength: 60, maxLength: 60 }),
    names: fc.array(words, { minLength: 3, maxLength: 9 }),
    texts: fc.array(fc.string({ unit: letters, minLength: 1, maxLength: 300 }), { minLength: 1, maxLength: 2 }),
    places: fc.array(
      fc.record({
        from: fc.nat(300),
        length: fc.integer({ min: 1, max: 200 }),
        code: fc.nat(8),
        coders: fc.integer({ min: 0, max: 3 }),
        name: optional,
        description: optional,
      }),
      { maxLength: 12 },
    ),
    memos: fc.array(fc.string({ unit: letters, maxLength: 40 }), { minLength: 2, maxLength: 4 }),
    at: time,
  })
  .map(({ ids, names, texts, places, memos, at }): QdaProject => {
    let used = 0;
    const next = () => ids[used++] ?? '';
    const users = [0, 1].map((each) => ({ id: next(), name: 'Dana', initials: each === 0 ? 'D' : null }));
    const codeIds = Array.from({ length: 9 }, next);
    const notes = memos.map((text) => ({ id: next(), name: null, description: null, text, userId: users[0]?.id ?? null, at }));
    const memoIds = [notes[0]?.id ?? ''];
    const sources = texts.map((text, which) => {
      const points = [...text];
      const selections = places.flatMap(({ from, length, code, coders, name, description }, each) => {
        if (each % texts.length !== which || from >= points.length) return [];
        const start = points.slice(0, from).join('').length;
        const end = points.slice(0, from + length).join('').length;
        const coded = users.filter((_, user) => coders & (1 << user));
        const codings = coded.map((user) => ({
          id: next(),
          codeId: codeIds[code] ?? '',
          userId: user.id,
          at,
          memoIds: each % 2 === 0 ? memoIds : [],
        }));
        const isNamed = name !== null && !text.includes(name);
        return [
          { id: next(), name: isNamed ? name : null, start, end, description, userId: users[0]?.id ?? null, at, codings, memoIds: [] },
        ];
      });
      return {
        id: next(),
        name: `Group ${which}`,
        description: null,
        text,
        userId: null,
        at,
        selections,
        codings: [],
        memoIds,
        values: [],
      };
    });
    return { ...emptyProject('A study'), origin: 'Concord', users, codes: codeTree(codeIds, names), memos: notes, sources, memoIds, at };
  });

test('what goes out comes in again the same: codes, codings, coders, memos and places, whatever the letters and line ends', async () => {
  await fc.assert(
    fc.asyncProperty(project, fc.boolean(), async (given, hasWindowsLineEnds) => {
      // A tab or a line end in a name is a blank; nothing else may differ.
      const { project: back, check } = await roundTrip(given, { hasWindowsLineEnds });
      assert.ok(check.valid, JSON.stringify(check.messages));
      assert.deepEqual(back, given);
    }),
    { numRuns: 150 },
  );
});
test('an id that carries its time goes out as one of version 5, the same every time, and comes back as that', async () => {
  const ours = '01920f2a-7b1c-7c4e-9f1d-3c2b1a09d8e7';
  assert.equal(guidFor(ours)[14], '5');
  assert.equal(guidFor(ours), guidFor(ours.toUpperCase()));
  assert.equal(guidFor(guidFor(ours)), guidFor(ours));
  const user = { id: ours, name: 'Ada', initials: null };
  assert.deepEqual((await roundTrip({ ...emptyProject('S'), users: [user] })).project?.users, [{ ...user, id: guidFor(ours) }]);
});
test('elements stand in the order of the schema, texts in sources/, positions in code points, and what would be empty is left out', () => {
  const [user, code, source, selection, coding] = Array.from({ length: 5 }, (_, at) => `00000000-0000-4000-8000-00000000000${at}`) as [
    string,
    string,
    string,
    string,
    string,
  ];
  const { files, messages } = refiProject({
    ...emptyProject('Voices'),
    users: [{ id: user, name: 'Ada', initials: 'A' }],
    codes: [{ id: code, name: 'Time & "space"', definition: 'a < b', colour: '#abc', isCodable: true, memoIds: [], codes: [] }],
    sources: [
      {
        ...{
          id: source,
          name: 'One',
          description: null,
          text: '😀 I was\nlate',
          userId: null,
          at: null,
          codings: [],
          memoIds: [],
          values: [],
        },
        selections: [
          {
            ...{ id: selection, name: null, start: 3, end: 13, description: null, userId: user, at: 'yesterday', memoIds: [] },
            codings: [{ id: coding, codeId: code, userId: user, at: '2026-06-25T14:30:00Z', memoIds: [] }],
          },
        ],
      },
    ],
  });
  assert.deepEqual(messages, []);
  assert.deepEqual([...files.keys()], ['project.qde', `sources/${source}.txt`]);
  const xml = files.get('project.qde') ?? '';
  assert.match(xml, /<Users>[\s\S]*<CodeBook>[\s\S]*<Sources>/);
  assert.doesNotMatch(xml, /<Notes|<Sets|<Cases|yesterday/);
  assert.match(xml, /name="Time &amp; &quot;space&quot;" isCodable="true" color="#abc"><Description>a &lt; b</);
  assert.match(xml, /name="I was&#10;late" startPosition="2" endPosition="12"/);
  assert.match(xml, new RegExp(`<Coding guid="${coding}" creatingUser="${user}" creationDateTime="2026-06-25T14:30:00Z"><CodeRef`));
});
test('codes side by side are named by their paths, and what only holds others is in the names', () => {
  const codes = codeTree(
    [0, 1, 2].map((at) => `00000000-0000-4000-8000-00000000000${at}`),
    ['A', 'B', 'C'],
  );
  const top = codes[0];
  assert.ok(top);
  top.definition = null;
  const names = [...(refiCodebook({ codes, sets: [] }, { isFlat: true })?.xml ?? '').matchAll(/<Code [^>]*name="([^"]*)"/g)].map(
    ([, name]) => name,
  );
  assert.deepEqual(names, ['A &gt; B', 'A &gt; B &gt; C']);
  assert.equal(refiCodebook({ codes: [], sets: [] }), null);
});
