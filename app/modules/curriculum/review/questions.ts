import type { QueueQuestion } from '#app/ui/queue.tsx';
import type { Review, ReviewItem } from './queries.server.ts';

/** The three parts of a yes, each with what is proposed chosen. Only the first nine competencies have a digit. */
export function questionsOf({ proposed }: ReviewItem, competencies: Review['competencies']): QueueQuestion[] {
  return [
    {
      name: 'competencyId',
      legend: 'Which competency?',
      chosen: proposed.competencyId ?? undefined,
      options: competencies.map(({ id, shortTitle }, at) => ({ value: id, label: shortTitle, keyLabel: at < 9 ? String(at + 1) : '' })),
    },
    {
      name: 'level',
      legend: 'How far does it go?',
      chosen: proposed.level,
      options: [
        { value: 'introduced', label: 'Introduced', keyLabel: 'i' },
        { value: 'practised', label: 'Practised', keyLabel: 'p' },
        { value: 'assessed', label: 'Assessed', keyLabel: 'a' },
      ],
    },
    {
      name: 'extent',
      legend: 'How fully?',
      chosen: proposed.extent,
      options: [
        { value: 'mentioned', label: 'Mentioned', keyLabel: 'm' },
        { value: 'partly', label: 'Addressed partly', keyLabel: 't' },
        { value: 'fully', label: 'Addressed fully', keyLabel: 'f' },
      ],
    },
  ];
}
