/** What an act of a study was done to, as the trail says it. */
export const actSubjects: Readonly<Record<string, string>> = {
  study: 'the study',
  study_role: 'a role',
  protocol_version: 'the protocol',
  study_site: 'a site',
  group_session: 'a session',
  participant: 'a participant',
  participant_key: 'the key',
  attendance: 'who came',
  consent_letter: 'a letter',
  consent: 'a consent',
  study_note: 'a note',
  transcript: 'a transcript',
  transcript_original: 'the original of a transcript',
  transcript_speaker: 'speakers of a transcript',
  transcript_text: 'a de-identified text',
  identifying_passage: 'passages that may say who somebody is',
  roster_entry: 'a name on the roster',
  code: 'a code',
  coding: 'a coding',
  coding_round: 'a round',
  lost_coding: 'that coded words were taken out',
  study_memo: 'a memo',
  adjudication: 'a difference between coders',
  theme: 'a theme',
  theme_passage: 'a passage of a theme',
  theme_code: 'a theme and a code',
  theme_competency: 'a theme and a competency',
  theme_note: 'a theme and a note',
  theme_share: 'a theme with the collaborative',
  theme_link: 'a reading back of a theme',
  theme_reading: 'what a participant thinks of a theme',
  imported_file: 'a file that came in',
  study_export: 'a file',
  checklist_answer: 'an answer to a checklist',
};

/** An act in words: “write a note”. */
export function actWords(verb: string, subject: string): string {
  return `${verb} ${actSubjects[subject] ?? subject.replaceAll('_', ' ')}`;
}
