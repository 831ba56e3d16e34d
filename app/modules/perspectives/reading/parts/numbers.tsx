import { count } from '#app/ui/count.ts';
import { Defined } from '#app/ui/definition.tsx';
import { perspectiveDefinitions } from '../../definitions.ts';

type NumbersProps = {
  /** Null where so few were asked that numbers would tell who answered. */
  numbers: { readonly named: number | null; readonly byRole: number | null; readonly counted: number | null };
  counts: { readonly asked: number; readonly answered: number | null };
  /** How many the asking person reads, once they may; null before. */
  shown: number | null;
};

/** How many answers a prompt has, how many of them are not read and why, and how many answered the round. */
export function Numbers({ numbers: { named, byRole, counted }, counts: { asked, answered }, shown }: NumbersProps) {
  if (named === null || byRole === null || counted === null)
    return <p className="muted">Fewer than three were asked, so it is not said how many answered.</p>;
  const hidden = shown === null ? 0 : Math.max(named + byRole - shown, 0);
  return (
    <>
      <p className="muted">
        {count(named + byRole - hidden, 'answer', 'answers')} can be read, {counted} more {counted === 1 ? 'is' : 'are'} only counted;{' '}
        {answered} of {asked} answered the round. They stand in no order of time.
        {hidden > 0 && ` ${hidden} without a name ${hidden === 1 ? 'is' : 'are'} not shown: fewer than three could have said it.`}
      </p>
      <Defined figures={perspectiveDefinitions} />
    </>
  );
}
