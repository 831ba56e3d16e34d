import pg from 'pg';

type Column = {
  table: string;
  column: string;
  type: string;
  isNullable: boolean;
  hasDefault: boolean;
  isView: boolean;
  check: string | null;
};

const typeOf: Record<string, string> = {
  uuid: 'string',
  text: 'string',
  date: 'string',
  int4: 'number',
  int8: 'number',
  float8: 'number',
  bool: 'boolean',
  bytea: 'Buffer',
  _text: 'string[]',
  _uuid: 'string[]',
  timestamptz: 'Date',
  tsvector: 'string',
  json: 'ColumnType<unknown, string | null, string | null>',
  jsonb: 'ColumnType<unknown, string | null, string | null>',
};

/** The tables and views of a migrated database as TypeScript, in camel case: the text of `app/platform/tables.ts`. */
export async function tablesSource(owner: pg.PoolConfig): Promise<string> {
  const client = new pg.Client(owner);
  await client.connect();
  const { rows } = await client.query<Column>(`
    select c.relname as table, a.attname as column, t.typname as type, not a.attnotnull as "isNullable", a.atthasdef as "hasDefault", c.relkind = 'v' as "isView",
      (select pg_get_constraintdef(k.oid) from pg_constraint k where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum] and pg_get_constraintdef(k.oid) like '%ANY (ARRAY[%' and pg_get_constraintdef(k.oid) not like '% OR %' limit 1) as check
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid join pg_type t on t.oid = a.atttypid
    where n.nspname = 'public' and c.relkind in ('r', 'p', 'v') and a.attnum > 0 and not a.attisdropped and c.relname <> 'migration'
    order by c.relname, a.attnum`);
  await client.end();
  const tables = Map.groupBy(rows, (row) => row.table);
  const interfaces = [...tables].map(([table, columns]) => `  ${camel(table)}: {\n${columns.map(line).join('')}  };\n`);
  return `// Written by \`npm run tables\` from the migrated database; a test compares the two.
import type { ColumnType, Generated } from 'kysely';

/** The database's tables as types. */
export interface Tables {
${interfaces.join('')}}
`;
}

function line({ column, type, isNullable, hasDefault, isView, check }: Column): string {
  // `check (level in ('introduced', …))` is a union of those words
  const words = [...(check ?? '').matchAll(/'([^']+)'::text/g)].map(([, word]) => `'${word}'`);
  const known = words.length ? words.join(' | ') : typeOf[type];
  if (!known) throw new Error(`tables-source.server.ts does not know the type ${type} of column ${column}`);
  // A document is written as text; kysely cannot put a default around what is read and written differently.
  if (type === 'jsonb' && hasDefault) return `    ${camel(column)}: ColumnType<unknown, string | undefined, string>;\n`;
  const plain = isNullable && !isView ? `${known} | null` : known;
  return `    ${camel(column)}: ${hasDefault ? `Generated<${plain}>` : plain};\n`;
}

function camel(name: string): string {
  return name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}
