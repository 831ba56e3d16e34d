import { ButtonLink } from '#app/ui/button.tsx';
import { Empty } from '#app/ui/empty.tsx';

/** What a page says before the school has brought anything in; `children` say what will be here. */
export function NoCurriculum({ base, mayBringIn, children }: { base: string; mayBringIn: boolean; children: string }) {
  return (
    <Empty
      title="No curriculum yet"
      act={
        mayBringIn && (
          <ButtonLink kind="primary" href={`${base}/imports/new`}>
            Bring in a curriculum
          </ButtonLink>
        )
      }
      sample={mayBringIn && <a href={`${base}/activities/new`}>Enter activities by hand</a>}
    >
      {children}
    </Empty>
  );
}
