/** The closed list of what a need can rest on. */
export const evidenceKinds = [
  {
    id: 'figure',
    name: 'A figure of a release',
    means: 'a number that a school released under its name; it is drawn from the release each time',
  },
  { id: 'theme', name: 'A theme of focus groups', means: 'one that a study’s lead shared; it leaves when it is shared no more' },
  { id: 'survey', name: 'A survey', means: 'what an evaluation of an offering found, or what a programme reported, with its source' },
  { id: 'observation', name: 'An observation', means: 'what somebody saw, without anybody’s name' },
  { id: 'wish', name: 'A stated wish', means: 'what members said they need: a point of a listening round, or words with who and when' },
] as const;
export type EvidenceKind = (typeof evidenceKinds)[number]['id'];

/** The name of a kind. */
export function evidenceName(kind: EvidenceKind): string {
  return evidenceKinds.find(({ id }) => id === kind)!.name;
}

/** What ended a need. None of the words says that anything got better. */
export const endings = [
  { id: 'answered', name: 'A programme answers it', means: 'something is offered now; whether it helps, its evaluation says' },
  { id: 'joined', name: 'It is part of another need', means: 'the other one is worked on' },
  { id: 'set aside', name: 'It is set aside', means: 'for a reason that you give' },
] as const;
export type Ending = (typeof endings)[number]['id'];
/** The name of an ending. */
export function endingName(ending: Ending): string {
  return endings.find(({ id }) => id === ending)!.name;
}
