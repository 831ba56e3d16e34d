import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';

const documents = globSync(['*.md', 'docs/**/*.md', 'app/**/*.md', 'bench/*.md']);

test('what a document links to, or names as a path of ours, is there', () => {
  const gone = documents.flatMap((document) => {
    const text = readFileSync(document, 'utf8');
    const links = [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)].map(([, path]) => join(dirname(document), path!));
    const named = [...text.matchAll(/`((?:app|cli|demo|docs|migrations|setup|tests|bench)\/[\w./-]*\w\/?)`/g)].map(([, path]) => path!);
    return [...links, ...named].filter((path) => !existsSync(path)).map((path) => `${document} → ${path}`);
  });
  assert.deepEqual(gone, []);
});
