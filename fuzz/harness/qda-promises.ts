import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { qdpxFile, readQdaFile } from '#app/modules/focus-groups/exchange/qda-file.server.ts';
import { codesOnPaths, codingsOf, type QdaProject } from '#app/modules/focus-groups/exchange/qda-project.ts';

/** Reads the project or codebook at a path and checks what is promised of any: places within texts, no reference to nothing, ids of their own, and the same again after a way out and in. */
export async function readQdaWithPromises(path: string): Promise<string[]> {
  const { project, check } = await readQdaFile(path);
  for (const { found, expected, did } of check.messages) assert.ok(found !== '' && expected !== '' && did !== '');
  const said = check.messages.map(({ found }) => found);
  if (!project) {
    assert.ok(said.length > 0);
    return said;
  }
  holdsTogether(project);
  writeFileSync(`${path}.out`, qdpxFile(project).bytes);
  const { project: back, check: again } = await readQdaFile(`${path}.out`);
  assert.ok(back && again.valid, JSON.stringify(again.messages));
  assert.deepEqual(back.codes, project.codes);
  assert.deepEqual(back.users, project.users);
  assert.deepEqual(
    back.sources.map(({ text, selections, codings }) => ({ text, selections, codings })),
    project.sources.map(({ text, selections, codings }) => ({ text, selections, codings })),
  );
  return said;
}

function holdsTogether({ users, codes, sources, memos }: QdaProject) {
  const userIds = distinct(users);
  const codeIds = distinct([...codesOnPaths(codes)].map(({ code }) => code));
  const memoIds = distinct(memos);
  distinct(sources);
  distinct(sources.flatMap(({ selections }) => selections));
  distinct(sources.flatMap(codingsOf));
  for (const source of sources) {
    assert.ok(!source.text.includes('\r') && !source.text.startsWith('\ufeff') && source.text.isWellFormed());
    for (const { start, end } of source.selections) {
      assert.ok(0 <= start && start < end && end <= source.text.length);
      assert.ok(source.text.slice(start, end).isWellFormed(), 'a letter is cut in two');
    }
    for (const coding of codingsOf(source)) {
      assert.ok(codeIds.has(coding.codeId) && (coding.userId === null || userIds.has(coding.userId)));
      assert.ok(coding.memoIds.every((id) => memoIds.has(id)));
    }
  }
}

function distinct(things: readonly { id: string }[]): Set<string> {
  const ids = new Set(things.map(({ id }) => id));
  assert.equal(ids.size, things.length, 'two things of one id');
  return ids;
}
