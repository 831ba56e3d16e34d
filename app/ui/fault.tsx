import { createContext, useContext } from 'react';
import { Page } from './page.tsx';

/** The id under which a fault of this request stands in the log. */
export const FaultId = createContext('');

/** What a person sees when something of ours broke: the id to quote, and that nothing they sent was half done. */
export function Fault() {
  const id = useContext(FaultId);
  return (
    <Page title="Something went wrong">
      <p>This is our fault, not yours. What was saved before is safe; what you just sent was not saved. Go back and try again.</p>
      {id && (
        <p className="muted small">
          If it happens again, tell whoever runs this Concord this id: <strong>{id}</strong>
        </p>
      )}
      <p>
        <a href="/">Go to the front page</a>
      </p>
    </Page>
  );
}
