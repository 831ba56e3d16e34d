import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { mergedProposals } from '#app/modules/focus-groups/deidentification/proposal.ts';
import { proposedNames } from '#app/modules/focus-groups/deidentification/proposed-names.server.ts';
import { rosterProposals } from '#app/modules/focus-groups/deidentification/roster.ts';

const folder = join(process.env.REAL_DATA!, 'qualitative', 'transcripts');

/** Public committee meetings: what was said, and the names of those who spoke. */
function meeting(path: string): { text: string; speakers: string[] } {
  const { meeting_transcripts: turns } = JSON.parse(readFileSync(path, 'utf8')) as {
    meeting_transcripts: { speaker: string; content: string }[];
  };
  return { text: turns.map(({ content }) => content).join('\n'), speakers: [...new Set(turns.map(({ speaker }) => speaker))] };
}

for (const path of globSync(join(folder, 'qmsum-Committee-*.json'))) {
  test(`in ${basename(path)} no word of a speaker’s name is left standing with its capital`, () => {
    const { text, speakers } = meeting(path);
    const roster = speakers.map((name, at) => ({ id: String(at), names: [name], kind: 'person' as const }));
    const proposals = mergedProposals([rosterProposals(roster, text), proposedNames(text)]);
    const parts = speakers.flatMap((name) => name.split(/[\s-]+/)).filter((part) => part.length > 2 && !/^(Dr|Mrs?|Ms)$/.test(part));
    const missed: string[] = [];
    for (const part of new Set(parts))
      for (const { index } of text.matchAll(new RegExp(`(?<![\\p{L}\\p{M}])${part}(?![\\p{L}\\p{M}])`, 'gu')))
        if (!proposals.some(({ start, end }) => start <= index && index + part.length <= end))
          missed.push(text.slice(index - 20, index + 20));
    assert.deepEqual(missed, []);
    assert.ok(proposals.length > 50, 'other people and places are proposed too');
  });
}
