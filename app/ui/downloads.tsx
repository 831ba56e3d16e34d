import { ButtonLink } from './button.tsx';

type DownloadsProps = { of: string; address: string; search?: string; isDrawn?: boolean };

/** The two files of a table, and with `isDrawn` that of its chart: `address` without its ending, `search` as it stands in an address, `of` what the files hold ("All 1,284"). */
export function Downloads({ of, address, search = '', isDrawn = false }: DownloadsProps) {
  return (
    <p className="bar">
      <ButtonLink kind="quiet" href={`${address}.csv${search}`} download>
        {of} as CSV
      </ButtonLink>
      <ButtonLink kind="quiet" href={`${address}.json${search}`} download>
        As JSON
      </ButtonLink>
      {isDrawn && (
        <ButtonLink kind="quiet" href={`${address}.svg${search}`} download>
          Drawn as SVG
        </ButtonLink>
      )}
    </p>
  );
}
