import { terms } from '../../method-vocabulary.ts';

/** The vocabulary's methods as a list to choose from while typing. */
export function MethodNames({ id }: { id: string }) {
  return (
    <datalist id={id}>
      {terms
        .filter(({ kind, isRetired }) => kind !== 'resource' && !isRetired)
        .map(({ code, name }) => (
          <option key={code} value={name} />
        ))}
    </datalist>
  );
}
