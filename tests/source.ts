import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A file of the project: its path from the project's folder, and its text. */
export type SourceFile = { readonly path: string; readonly source: string };
/** One import: who imports what (a path of ours, or a package), and whether only types, which leave no trace when the code runs. */
export type Import = { readonly from: string; readonly to: string; readonly isType: boolean };

/** The files of these patterns that are no tests. */
export function sourceFiles(...patterns: readonly string[]): SourceFile[] {
  return globSync([...patterns])
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !path.includes('.test.'))
    .map((path) => ({ path, source: readFileSync(path, 'utf8') }));
}

/** Every import, export from and lazy import of these files. */
export function importsOf(files: readonly SourceFile[]): Import[] {
  const written =
    /^(?:import|export)\s(?<type>type\s)?(?:[^'"();]*?\sfrom\s)?['"](?<to>[^'"]+)['"]|import\(\s*['"](?<lazy>[^'"]+)['"]\s*\)/gm;
  return files.flatMap(({ path, source }) =>
    [...source.matchAll(written)].map(({ groups }) => {
      const to = (groups!.to ?? groups!.lazy)!;
      return {
        from: path,
        to: to.startsWith('#') ? to.slice(1) : to.startsWith('.') ? join(dirname(path), to) : to,
        isType: Boolean(groups!.type),
      };
    }),
  );
}

/** The functions that a file declares at its outermost level. */
export function functionsOf(source: string): { name: string; isExported: boolean; text: string }[] {
  return source.split(/^(?=(?:export )?(?:async )?function)/m).flatMap((text) => {
    const [, exported, name] = /^(export )?(?:async )?function\*? (\w+)/.exec(text) ?? [];
    return name === undefined ? [] : [{ name, isExported: exported !== undefined, text }];
  });
}

/** The exported functions of a file that do not come to `what`, in themselves or in a function of the same file that they name. */
export function functionsWithout(what: RegExp, source: string): string[] {
  const functions = functionsOf(source);
  const reaching = new Set(functions.filter(({ text }) => what.test(text)).map(({ name }) => name));
  for (let size = 0; size !== reaching.size; ) {
    size = reaching.size;
    for (const { name, text } of functions) if ([...reaching].some((other) => text.includes(`${other}(`))) reaching.add(name);
  }
  return functions.filter(({ name, isExported }) => isExported && !reaching.has(name)).map(({ name }) => name);
}
