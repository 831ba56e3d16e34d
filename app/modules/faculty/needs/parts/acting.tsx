import { withParam } from '#app/ui/address.ts';
import { Choices } from '#app/ui/choices.tsx';

type ActingProps = { seats: readonly { readonly slug: string; readonly name: string }[]; seat: string | undefined; search: string };

/** For whoever works at several schools: which one they act for. */
export function Acting({ seats, seat, search }: ActingProps) {
  if (seats.length < 2) return null;
  return (
    <Choices
      label="The school that you act for"
      options={seats.map(({ slug, name }) => ({ to: withParam(search, 'as', slug), label: name, isCurrent: slug === seat }))}
    />
  );
}
