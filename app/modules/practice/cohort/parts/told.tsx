import { Defined } from '#app/ui/definition.tsx';
import { cohortDefinitions } from '../definitions.ts';

/** What figures of classes are, and what they are not; with their definitions. */
export function CohortsTold() {
  return (
    <>
      <p className="prose">
        What is counted is what students noted of themselves and who answered them, not what they can do. Nobody at a school reads an entry,
        and no exact number is kept: a figure says between which numbers it lies, so that it tells nothing of one student. A class with
        fewer than ten who count is left out, also of every sum.
      </p>
      <Defined figures={cohortDefinitions} />
    </>
  );
}
