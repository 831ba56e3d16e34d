import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { deidentifiedText } from '#app/modules/focus-groups/deidentification/deidentified.ts';
import { foundPassages } from '#app/modules/focus-groups/deidentification/found-passages.server.ts';
import { proposedNames } from '#app/modules/focus-groups/deidentification/proposed-names.server.ts';
import { rosterProposals } from '#app/modules/focus-groups/deidentification/roster.ts';
import { textVersionOf } from '#app/modules/focus-groups/transcripts/text-version.ts';
import { mergedPassages } from '#app/platform/merged-passages.ts';

const folder = join(process.env.REAL_DATA!, 'qualitative', 'transcripts');

/** Public committee meetings: what was said, and the names of those who spoke. */
function meeting(path: string): { text: string; speakers: string[]; said: { speaker: string; content: string }[] } {
  const { meeting_transcripts: turns } = JSON.parse(readFileSync(path, 'utf8')) as {
    meeting_transcripts: { speaker: string; content: string }[];
  };
  return { text: turns.map(({ content }) => content).join('\n'), speakers: [...new Set(turns.map(({ speaker }) => speaker))], said: turns };
}

for (const path of globSync(join(folder, 'qmsum-Committee-*.json'))) {
  test(`in ${basename(path)} no word of a speaker’s name is left standing with its capital`, async () => {
    const { text, speakers } = meeting(path);
    const roster = speakers.map((name, at) => ({ id: String(at), names: [name], kind: 'person' as const }));
    const proposals = mergedPassages([rosterProposals(roster, text), await proposedNames(text)]);
    const parts = speakers.flatMap((name) => name.split(/[\s-]+/)).filter((part) => part.length > 2 && !/^(Dr|Mrs?|Ms)$/.test(part));
    const missed: string[] = [];
    for (const part of new Set(parts))
      for (const { index } of text.matchAll(new RegExp(`(?<![\\p{L}\\p{M}])${part}(?![\\p{L}\\p{M}])`, 'gu')))
        if (!proposals.some(({ start, end }) => start <= index && index + part.length <= end))
          missed.push(text.slice(index - 20, index + 20));
    assert.deepEqual(missed, []);
    assert.ok(proposals.length > 50, 'other people and places are proposed too');
  });

  test(`the text that is made of ${basename(path)}, every passage replaced, has no name of who spoke, and all of its turns`, async () => {
    const { speakers, said } = meeting(path);
    const { text, turns } = textVersionOf(
      said.map(({ speaker, content }) => ({ speaker, text: content, start: null, end: null, cues: [] })),
    );
    const roster = speakers.map((name, at) => ({ id: String(at), names: [name], kind: 'person' as const, pseudonym: `#${at}` }));
    const found = await foundPassages({ text, turns }, roster);
    const edits = found.map(({ begins, ends, suggestion }) => ({ start: begins, end: ends, text: suggestion }));
    const who = new Map(speakers.map((name, at) => [name, { pseudonym: `#${at}`, kind: 'other' as const, participantId: null }]));
    const made = deidentifiedText({ text, turns }, edits, who);
    assert.equal(made.turns.length, said.length);
    assert.deepEqual(
      made.turns.map(({ pseudonym }) => pseudonym),
      said.map(({ speaker }) => who.get(speaker)!.pseudonym),
    );
    assert.deepEqual(
      rosterProposals(roster, made.text)
        .filter(({ by }) => by === 'roster')
        .map(({ start }) => made.text.slice(start - 20, start + 30)),
      [],
    );
  });
}
