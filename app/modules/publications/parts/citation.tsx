import { createElement, Fragment } from 'react';
import type { Run } from '../citation.ts';

/** A citation as it is set in print, its italics with it. Its parts stand one after the other for good, so they need no keys. */
export function Citation({ runs }: { runs: readonly Run[] }) {
  return createElement(Fragment, null, ...runs.map(({ text, isItalic }) => (isItalic ? createElement('i', null, text) : text)));
}
