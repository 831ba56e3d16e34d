import { foldedText } from './folded-text.ts';

/** What a word says about whether students must take something; `yes` and `no` answer the question that their column asks. */
export type RequirementWord = 'required' | 'required-in-track' | 'elective' | 'yes' | 'no';

const words: Readonly<Record<RequirementWord, string>> = {
  required: 'required|req|r|mandatory|core|compulsory|must|obligatory|required core|core required|pflicht',
  'required-in-track': 'required in track|track|track required|required track|in track|required for track|pathway|required in pathway',
  elective: 'elective|elec|e|optional|opt|o|selective|not required|non required|non-required|not mandatory|voluntary|free elective|wahl',
  yes: 'yes|y|true|t|1|x|✓|✔|☑|ja|oui|si|sí|+',
  no: 'no|n|false|f|0|✗|✘|☐|nein|non',
};
const meanings = new Map(
  Object.entries(words).flatMap(([meaning, list]) => list.split('|').map((word) => [word, meaning as RequirementWord])),
);

/** What a cell says about a requirement, or yes or no; null for a word that could mean anything. */
export function requirementIn(text: string): RequirementWord | null {
  return meanings.get(foldedText(text).replace(/[.?!*]+$/, '')) ?? null;
}
