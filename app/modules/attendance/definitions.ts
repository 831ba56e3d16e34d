import type { Definition } from '#app/platform/definition.ts';

/** Every figure of the attendance module. */
export const attendanceDefinitions = [
  {
    id: 'places-taken',
    term: 'Registered',
    definition: 'People with a confirmed place at an event. Who waits for a place, or gave theirs back, is not among them.',
    unit: 'people',
    denominator: null,
    formula: 'number of confirmed places',
    source: 'Concord',
  },
  {
    id: 'presence-there',
    term: 'Was there',
    definition:
      'People with a confirmed place who were there for at least the minutes that the event asks; where it asks none, for one minute, or with one code from the room. Their time is read from the meeting’s own report, found by the address that they confirmed, together with the time between the first and the last code that they noted in the room; or it was corrected by hand, or what they said of themselves was accepted, with a reason. Somebody whom the report names by another address counts once a person has decided who it was. Between two codes somebody may have left and come back.',
    unit: 'people',
    denominator: 'Registered',
    formula: 'number of people with enough minutes within the time of the event, after corrections',
    source: 'Concord',
  },
  {
    id: 'room-noted',
    term: 'Noted with the code in the room',
    definition:
      'People with a confirmed place who noted, with a code that was shown in the room within the last minute, that they were there: signed in, by the link of their place, or by a mail to the address that they registered with. A code shows that its holder had it in time, not that it was read from the wall.',
    unit: 'people',
    denominator: 'Registered',
    formula: 'number of places that brought at least one code that held',
    source: 'Concord',
  },
  {
    id: 'evaluation-answers',
    term: 'Answers to an evaluation',
    definition:
      'Evaluations that were sent, one for a place at most. What was answered is shown five answers at a time, so that nobody is known by theirs.',
    unit: 'answers',
    denominator: 'Registered',
    formula: 'number of evaluations sent',
    source: 'Concord',
  },
  {
    id: 'evaluation-mean',
    term: 'Mean of a question of an evaluation',
    definition:
      'The mean of what people chose on a scale from 1 to 5. Who left the question out is not in it, and fewer than five answers have no mean. Those who answered chose to, so it says nothing of the others.',
    unit: 'points of 5',
    denominator: 'those who answered the question',
    formula: 'sum of the points ÷ number of people who answered the question',
    source: 'Concord',
  },
] as const satisfies readonly Definition[];
