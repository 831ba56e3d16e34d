import { draftingDefinitions } from './drafting/definitions.ts';

/** Every figure of the competencies module. Screens and `docs/definitions.md` show these words. */
export const competencyDefinitions = [...draftingDefinitions] as const;
