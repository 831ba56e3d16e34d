import { test } from 'node:test';
import { pathToFileURL } from 'node:url';

// Loads the test files that the command line names, so that they run in this one process.
for (const path of process.argv.slice(2)) {
  await import(pathToFileURL(path).href).catch((error: unknown) =>
    test(`${path} is loaded`, () => {
      throw error;
    }),
  );
}
