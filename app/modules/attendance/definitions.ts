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
      'People with a confirmed place who were in the meeting for at least the minutes that the event asks, or for one minute where it asks none. Their time is read from the meeting’s own report, found by the address that they confirmed, or was corrected by hand with a reason. Somebody whom the report names by another address counts once a person has decided who it was.',
    unit: 'people',
    denominator: 'Registered',
    formula: 'number of people with enough minutes within the time of the event, after corrections',
    source: 'Concord',
  },
  {
    id: 'evaluation-answers',
    term: 'Answers to an evaluation',
    definition:
      'Evaluations that were sent, one for a place at most. What was answered is shown from five on, so that nobody is known by theirs.',
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
