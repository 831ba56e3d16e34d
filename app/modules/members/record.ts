/** How many changes stand on one page of the record. */
export const recordPageSize = 50;
/** How many changes, the newest, a file of the record holds at most. */
export const recordFileSize = 10_000;
/** Who did a change that names nobody whom the reader may see. */
export const unnamed = 'Somebody of the collaborative, or who has left';

const identifier = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const instant = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;
const hash = /^[0-9a-f]{64}$/;
const longest = 160;

/**
 * What a change changed, as short lines: "class size: 100, now 120". What says nothing to a reader (identifiers, hashes,
 * instants: the change has its own) and what stayed the same are left out.
 */
export function changeLines(before: unknown, after: unknown): string[] {
  const [was, is] = [parts(before), parts(after)];
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((key) => {
    const [old, now] = [was.get(key), is.get(key)];
    if (old === now) return [];
    const said = old === undefined ? now : now === undefined ? `${old}, before` : `${old}, now ${now}`;
    return [key === '' ? `${said}` : `${key}: ${said}`];
  });
}

const verbs: Record<string, string> = {
  accept: 'Accepted',
  adapt: 'Adapted',
  add: 'Added',
  ask: 'Asked to change',
  begin: 'Began',
  bring: 'Brought in',
  cancel: 'Cancelled',
  change: 'Changed',
  check: 'Checked',
  close: 'Closed',
  confirm: 'Confirmed',
  continue: 'Went on with',
  correct: 'Corrected',
  decline: 'Declined',
  discard: 'Threw away',
  drop: 'Removed',
  edit: 'Changed',
  end: 'Ended',
  finish: 'Finished',
  give: 'Gave',
  import: 'Brought in',
  join: 'Added a school to',
  keep: 'Kept',
  leave: 'Took a school out of',
  load: 'Put in',
  mark: 'Marked',
  move: 'Moved',
  note: 'Wrote',
  open: 'Opened',
  plan: 'Planned',
  propose: 'Proposed',
  publish: 'Published',
  reject: 'Rejected',
  release: 'Released',
  remove: 'Removed',
  restore: 'Went back to earlier words of',
  review: 'Reviewed',
  revoke: 'Revoked',
  say: 'Wrote',
  scan: 'Scanned',
  'set aside': 'Set aside',
  settle: 'Decided',
  start: 'Sent',
  suggest: 'Suggested',
  'take back': 'Took back',
  'take out': 'Took out',
  'take up again': 'Took up again',
  undo: 'Took back the answer to',
  unplan: 'Took back the plan of',
  withdraw: 'Withdrew',
  write: 'Wrote',
};
const subjects: Record<string, string> = {
  certificate: 'a certificate',
  collaborative: 'the profile',
  collaborative_role: 'a role',
  curriculum_import: 'a curriculum file',
  curriculum_year: 'a curriculum',
  evaluation: 'an evaluation',
  forum_event: 'an event of the forum',
  forum_material: 'slides, a recording or a handout of an event',
  forum_question: 'a question to a speaker',
  forum_recap: 'the recap of an event',
  forum_series: 'a series of the forum',
  forum_speaker: 'a speaker',
  goal_endorsement: 'what a school said of the shared goal',
  goal_sentence: 'a sentence of the shared goal',
  goal_version: 'a version of the shared goal',
  hit: 'a suggestion',
  invitation: 'an invitation',
  keyword_list: 'the keyword list',
  lesson: 'a lesson',
  lesson_edition: 'an edition of a lesson',
  library_adoption: 'the use of an item of the library',
  library_answer: 'an answer to a point of the checklist',
  library_file: 'a file of the library',
  library_item: 'an item of the library',
  library_version: 'a version of an item of the library',
  listening_guest: 'the invitation of a guest',
  listening_note: 'a note of what somebody said',
  listening_passage: 'passages for a point that emerges',
  listening_point: 'a point that emerges',
  listening_reason: 'why a point stands aside',
  listening_round: 'a listening round',
  mapping_round: 'a mapping round',
  occasion: 'an event',
  person: 'a person',
  place: 'a place',
  presence: 'who was there',
  presence_import: 'a report of who was there',
  presence_row: 'who somebody in a report was',
  publication: 'a publication',
  quote_release: 'a quote for lessons',
  round_progress: 'a step of a round',
  round_terms: 'the sharing terms',
  sample: 'the sample',
  school: 'a school',
  school_phase: 'the phases',
  school_role: 'a role',
  site_page: 'a public page',
  site_picture: 'a picture',
};
const deeds: Record<string, string> = {
  'edit person': 'Changed the own name',
  'fail curriculum_import': 'Could not bring in a curriculum file',
  'change listening_answer': 'Changed an answer in a listening round',
  'give listening_answer': 'Answered in a listening round',
  'give-phase course': 'Said which phase a course belongs to',
  'give-phases academic_level': 'Said which levels make the phases',
  'keep-seats course': 'Said how many students a course can take',
  'read-again curriculum_import': 'Had a curriculum file read without its control characters',
  'adopt goal_version': 'Adopted a version of the shared goal',
  'comment goal_version': 'Commented on the shared goal',
  'endorse goal_version': 'Said what a school thinks of the shared goal',
  'invite listening_guest': 'Invited a guest to a listening round',
  'invite invitation': 'Invited somebody',
  'keep-reminders person': 'Changed the own time zone or reminders',
  'list person': 'Agreed to be named in public',
  'publish goal_version': 'Made an adopted goal public',
  'sign-in person': 'Signed in',
  'unpublish goal_version': 'Took the goal from the public pages',
  'withdraw listening_answer': 'Withdrew an answer in a listening round',
  'unlist person': 'Is no longer named in public',
  'ask evaluation': 'Asked for an evaluation',
  'ask forum_speaker': 'Asked a speaker whether the public may see them',
  'disclose forum_event': 'Wrote down what speakers of an event disclose',
  'name forum_event': 'Named a speaker of an event',
  'take forum_event': 'Took something out of an event',
  'use forum_event': 'Named an item of the library for an event',
  'decline-waiting forum_event': 'Declined the questions that waited',
  'plan-sessions forum_series': 'Planned the sessions of a series',
  'forget occasion': 'Erased who registered',
  'write occasion': 'Wrote to those who registered',
  'hold occasion': 'Recorded that an event took place',
  'claim place': 'Took a place to the own account',
  'forget place': 'Erased who holds a place',
  'open place': 'Made a new link to a place',
  'take place': 'Took a place',
  'remove-certificate place': 'Took a certificate from the own places',
  'undo presence_import': 'Took back a report of who was there',
  'declare library_file': 'Declared what a file is',
  'adopt library_adoption': 'Noted the use of an item of the library',
  'give lesson_edition': 'Gave a lesson to review',
  'send-again listening_guest': 'Sent a guest the invitation again',
  'answer library_answer': 'Answered a point of the checklist',
  'propose goal_version': 'Proposed a version of the shared goal',
};

/** "Kept the phases". A deed that nobody put into words yet is named by its verb and its table: "Give-phases: academic level". */
export function deedWords({ verb, subject }: { verb: string; subject: string }): string {
  const known = deeds[`${verb} ${subject}`];
  if (known !== undefined) return known;
  const [did, what] = [verbs[verb], subjects[subject]];
  return did !== undefined && what !== undefined
    ? `${did} ${what}`
    : `${verb[0]?.toUpperCase()}${verb.slice(1)}: ${subject.replaceAll('_', ' ')}`;
}

function parts(value: unknown): Map<string, string> {
  const pairs = isRecord(value) ? Object.entries(value) : [['', value] as const];
  return new Map(pairs.flatMap(([key, each]) => (text(each) === '' ? [] : [[keyWords(key), text(each)]])));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function keyWords(key: string): string {
  return key
    .replaceAll('_', ' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();
}

function text(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return '';
  if (Array.isArray(value)) return shortened(value.map(itemText).filter(Boolean).join(', '));
  if (isRecord(value)) return shortened([...parts(value)].map(([key, each]) => `${key} ${each}`).join(' · '));
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  const written = String(value);
  return [identifier, instant, hash].some((form) => form.test(written)) ? '' : shortened(written);
}

/** An item of a list says its values alone, since all items have the same keys. */
function itemText(item: unknown): string {
  return isRecord(item) ? [...parts(item).values()].join(' · ') : text(item);
}

function shortened(words: string): string {
  return words.length > longest ? `${words.slice(0, longest - 1).trimEnd()}…` : words;
}
