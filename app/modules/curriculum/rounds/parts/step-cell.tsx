import { Tag } from '#app/ui/tag.tsx';
import type { Cell } from '../board.ts';

type StepCellProps = { cell: Pick<Cell, 'state' | 'tenths'>; isLate: boolean };

/** How far one school is with one step, in words; nothing for a step that comes later. */
export function StepCell({ cell: { state, tenths }, isLate }: StepCellProps) {
  if (state === 'done') return 'Done';
  const words = state === 'later' ? 'Later' : tenths > 0 ? `${tenths}/10` : 'Waits';
  if (isLate) return <Tag kind="attention">{state === 'later' ? 'Late' : `${words}, late`}</Tag>;
  return state === 'later' ? <span className="muted">{words}</span> : words;
}
