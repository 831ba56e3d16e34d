import type { Approach } from '../study/approach.ts';

/** What a study's rows say of it, as far as a report asks. Null is what the rows do not say. */
export type StudyFacts = {
  readonly approach: Approach;
  readonly question: string;
  readonly design: string;
  readonly hasGuide: boolean;
  readonly versions: number;
  readonly sites: readonly { readonly name: string; readonly determination: string | null; readonly number: string }[];
  readonly moderators: readonly string[];
  readonly askedHow: readonly string[];
  readonly asked: number;
  readonly declined: number;
  readonly withdrawn: number;
  readonly came: number;
  readonly reasons: readonly string[];
  readonly traits: readonly string[];
  readonly held: number;
  readonly firstHeld: string | null;
  readonly lastHeld: string | null;
  readonly modes: readonly string[];
  /** Fewest and most who came to a session. */
  readonly sizes: readonly [number, number] | null;
  /** Shortest and longest session in minutes, where the turns have times. */
  readonly minutes: readonly [number, number] | null;
  readonly isRecorded: boolean;
  readonly signed: number;
  readonly words: number;
  readonly readings: number;
  readonly readingMinutes: number;
  readonly memos: number;
  readonly meetings: number;
  readonly decisions: number;
  readonly codes: number;
  readonly topCodes: number;
  readonly codebookVersions: number;
  readonly blindRounds: number;
  readonly openRounds: number;
  readonly consensusRounds: number;
  readonly coders: number;
  readonly codings: number;
  readonly themes: number;
  readonly countered: number;
  readonly quotes: number;
  readonly quoted: number;
  readonly readBack: number;
  /** Saturation in words, where the approach counts codes. */
  readonly saturation: string | null;
  /** Agreement as it was taken, in words, the newest first. */
  readonly agreement: readonly string[];
};
