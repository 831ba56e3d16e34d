import { type Instrument, readText } from './instrument.ts';
import { sentenceAround } from './sentence.ts';

/** The texts of an activity that a scan reads. They may hold HTML. */
export type ScannedActivity = {
  readonly id: string;
  readonly title: string;
  readonly description: string | null;
  readonly objectives: readonly string[];
  readonly keywords: readonly string[];
};

/** What one keyword found in one activity: the sentence of its first place that counts with the match in it (UTF-16 units), and in how many places it counts. */
export type Found = {
  readonly activityId: string;
  readonly keywordId: string;
  readonly field: 'title' | 'description' | 'objective' | 'keyword';
  readonly sentence: string;
  readonly start: number;
  readonly length: number;
  readonly places: number;
};

/** Everything that the keywords find in an activity, one for each keyword. The sentence comes from where it tells a reader most: description, objectives, title, keywords. */
export function findHits(instrument: Instrument, activity: ScannedActivity): Found[] {
  const found = new Map<string, { -readonly [Key in keyof Found]: Found[Key] }>();
  const inContext = new Set<string>();
  for (const [field, text] of textsOf(activity)) {
    const { places, contextOf } = readText(instrument, text);
    for (const keywordId of contextOf) inContext.add(keywordId);
    for (const { keywordId, start, length, unless } of places) {
      if (unless) continue;
      const known = found.get(keywordId);
      if (known) known.places += 1;
      else found.set(keywordId, { activityId: activity.id, keywordId, field, ...shown(text, start, length), places: 1 });
    }
  }
  return [...found.values()].filter(({ keywordId }) => !instrument.needContext.has(keywordId) || inContext.has(keywordId));
}

function textsOf({ title, description, objectives, keywords }: ScannedActivity): [Found['field'], string][] {
  return [
    ['description', description ?? ''],
    ...objectives.map((text): [Found['field'], string] => ['objective', text]),
    ['title', title],
    ...keywords.map((term): [Found['field'], string] => ['keyword', term]),
  ];
}

function shown(text: string, start: number, length: number): Pick<Found, 'sentence' | 'start' | 'length'> {
  const around = sentenceAround(text, start, length);
  // A cut may fall within a letter of two units, which no database takes.
  return { ...around, sentence: around.sentence.toWellFormed() };
}
