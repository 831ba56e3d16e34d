import { count, listed } from '#app/ui/count.ts';
import { approachWords } from '../study/approach.ts';
import type { StudyFacts } from './study-facts.ts';

/** What stands over a paragraph that the program wrote. */
export const draftNote = 'A draft that the program wrote from the study’s data. Read it against what was done, and make it your own.';

/** The sentences of a methods paragraph: how people were heard, and how what they said was made sense of, in the approach's own terms. Nothing is said of what is not there. */
export function methodsSentences(facts: StudyFacts): { readonly hearing: string[]; readonly analysis: string[] } {
  return { hearing: hearing(facts), analysis: { immersion, thematic, reliability }[facts.approach](facts) };
}

/** The methods paragraph. */
export function methodsParagraph(facts: StudyFacts): string {
  const { hearing, analysis } = methodsSentences(facts);
  return [...hearing, ...analysis].join(' ');
}

function hearing({ held, came, asked, sites, modes, firstHeld, lastHeld, sizes, minutes, signed, words }: StudyFacts): string[] {
  return [
    ...(held > 0
      ? [
          `We held ${count(held, 'focus group', 'focus groups')}${modes.length > 0 ? ` (${listed(modes)})` : ''} at ${count(sites.length, 'school', 'schools')}${firstHeld && lastHeld ? ` from ${firstHeld} to ${lastHeld}` : ''}.`,
        ]
      : []),
    ...(came > 0
      ? [`Of ${count(asked, 'person', 'people')} who were asked, ${came} took part${sizes ? `, ${span(sizes)} in a group` : ''}.`]
      : []),
    ...(minutes ? [`The groups lasted ${span(minutes)} minutes.`] : []),
    ...(signed > 0
      ? [
          `${count(signed, 'transcript', 'transcripts')} (${count(words, 'word', 'words')}) ${signed === 1 ? 'was' : 'were'} de-identified and read by a second reader before the team read them.`,
        ]
      : []),
  ];
}

function immersion({ readings, readingMinutes, memos, meetings, decisions, themes, countered }: StudyFacts): string[] {
  return [
    `Analysis followed ${approachWords.immersion.name.toLowerCase()}.`,
    ...(readings > 0
      ? [
          `The team read the transcripts in ${count(readings, 'noted reading pass', 'noted reading passes')}${readingMinutes > 0 ? ` (${count(readingMinutes, 'minute', 'minutes')})` : ''}.`,
        ]
      : []),
    ...(memos > 0 ? [`Readers wrote ${count(memos, 'reflexive memo', 'reflexive memos')}.`] : []),
    ...(meetings > 0
      ? [
          `What mattered took shape in ${count(meetings, 'meeting', 'meetings')}, with ${count(decisions, 'recorded decision', 'recorded decisions')}.`,
        ]
      : []),
    ...themesIn(themes, countered),
  ];
}

function thematic({ codes, coders, codings, codebookVersions, meetings, themes, countered, saturation }: StudyFacts): string[] {
  return [
    `Analysis followed ${approachWords.thematic.name.toLowerCase()}.`,
    ...(codings > 0
      ? [
          `${count(coders, 'coder', 'coders')} applied ${count(codes, 'code', 'codes')}, which grew with the reading through ${count(codebookVersions, 'recorded change', 'recorded changes')} of the codebook.`,
        ]
      : []),
    ...(meetings > 0 ? [`The team met ${count(meetings, 'time', 'times')} over it.`] : []),
    ...themesIn(themes, countered),
    ...(saturation ? [saturation] : []),
  ];
}

function reliability(facts: StudyFacts): string[] {
  const { codes, coders, blindRounds, openRounds, consensusRounds, agreement, themes, countered, saturation } = facts;
  return [
    `Analysis followed ${approachWords.reliability.name.toLowerCase()}.`,
    ...(coders > 0
      ? [
          `${count(coders, 'coder', 'coders')} applied a codebook of ${count(codes, 'code', 'codes')} in ${count(blindRounds, 'blind round', 'blind rounds')}${openRounds > 0 ? ` and ${count(openRounds, 'open round', 'open rounds')}` : ''}.`,
        ]
      : []),
    ...(agreement.length > 0
      ? [`Agreement was taken before differences were settled: ${agreement.join('; ')}.`]
      : blindRounds > 0
        ? ['No figure of agreement has been taken down yet.']
        : []),
    ...(consensusRounds > 0 ? [`Differences were settled in ${count(consensusRounds, 'consensus round', 'consensus rounds')}.`] : []),
    ...themesIn(themes, countered),
    ...(saturation ? [saturation] : []),
  ];
}

function themesIn(themes: number, countered: number): string[] {
  return themes > 0 ? [`We arrived at ${count(themes, 'theme', 'themes')}; for ${countered} of them counter-examples are kept.`] : [];
}

function span([least, most]: readonly [number, number]): string {
  return least === most ? String(least) : `${least} to ${most}`;
}
