import type { QueueQuestion } from '#app/ui/queue.tsx';
import type { Extent, Level } from '../link.ts';
import type { CompetencyToChoose, ReviewItem } from './queries.server.ts';

/** What a form proposes for a link. */
export type Proposed = {
  readonly competencyId: string | null;
  readonly level: Level;
  readonly extent: Extent;
  readonly evidence: string;
  readonly milestoneIds: readonly string[];
};

/** What is proposed after a first link: the competency of another open suggestion of the activity with its sentence, else the first that it is not linked to. */
export function proposedNext({ others, links, proposed }: ReviewItem, competencies: readonly CompetencyToChoose[]): Proposed {
  const isLinked = (stableId: string) => links.some((link) => link.stableId === stableId);
  const suggested = others.find(({ answer, stableId }) => answer === null && !isLinked(stableId));
  const next = competencies.find(({ stableId }) => (suggested ? stableId === suggested.stableId : !isLinked(stableId)));
  return { ...proposed, competencyId: next?.id ?? null, extent: 'mentioned', evidence: suggested?.sentence ?? '', milestoneIds: [] };
}

/** The three parts of a yes, each with what is proposed chosen. Only the first nine competencies have a digit. */
export function questionsOf(proposed: Proposed, competencies: readonly CompetencyToChoose[]): QueueQuestion[] {
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
