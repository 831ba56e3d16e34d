import { join, resolve } from 'node:path';
import * as z from 'zod';

const optionalUrl = z.url().optional();
const Config = z
  .object({
    PORT: z.coerce.number().int().min(0).max(65535).default(3000),
    HOST: z.string().default('127.0.0.1'),
    DATA_DIR: z.string().min(1).default('.data'),
    DATABASE_URL: optionalUrl,
    DATABASE_APP_URL: optionalUrl,
    PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
    TRUSTED_PROXIES: z.coerce.number().int().min(0).max(5).optional(),
    DEMO: z.enum(['0', '1']).default('1'),
    SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
    MAIL_FROM: z.string().optional(),
    LOG: z.enum(['faults', 'requests']).default('faults'),
    UPLOAD_LIMIT_MB: z.coerce.number().int().min(1).max(4096).default(512),
    CONCORD_START: z.string().optional(),
  })
  .refine((c) => Boolean(c.SMTP_URL) === Boolean(c.MAIL_FROM), {
    message: 'SMTP_URL and MAIL_FROM go together: set both, or neither',
    path: ['SMTP_URL'],
  })
  .refine((c) => !c.DATABASE_APP_URL || c.DATABASE_URL, {
    message: 'DATABASE_APP_URL needs DATABASE_URL, the address of the owner',
    path: ['DATABASE_APP_URL'],
  });

/** The settings of a process; sizes in bytes, folders as whole paths. */
export type Config = {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly outbox: string;
  readonly databaseUrl: string | undefined;
  readonly databaseAppUrl: string | undefined;
  readonly publicUrl: string | undefined;
  readonly trustedProxies: number;
  readonly wantsSample: boolean;
  /** False with DEMO=0: nobody acts as a fictional person, also where the sample was put in before. */
  readonly allowsSample: boolean;
  readonly smtpUrl: string | undefined;
  readonly mailFrom: string;
  readonly logsRequests: boolean;
  readonly uploadLimitBytes: number;
};

/** The settings of this process. Every value has a default; a half-set option refuses to start and says which. */
export function config(env: NodeJS.ProcessEnv = process.env): Config {
  // An empty variable is one that somebody meant to leave out.
  const parsed = Config.safeParse(Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')));
  if (!parsed.success)
    throw new Error(`Concord cannot start: ${parsed.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`).join('; ')}`);
  const c = parsed.data;
  const dataDir = resolve(c.DATA_DIR);
  return {
    port: c.PORT,
    host: c.HOST,
    dataDir,
    outbox: join(dataDir, 'outbox'),
    databaseUrl: c.DATABASE_URL,
    databaseAppUrl: c.DATABASE_APP_URL,
    publicUrl: c.PUBLIC_URL?.replace(/\/$/, ''),
    // Concord speaks no TLS itself, so an https address means that a proxy is in front.
    trustedProxies: c.TRUSTED_PROXIES ?? (c.PUBLIC_URL?.startsWith('https:') ? 1 : 0),
    wantsSample: c.DEMO === '1' && c.CONCORD_START === 'npm',
    allowsSample: c.DEMO === '1',
    smtpUrl: c.SMTP_URL,
    mailFrom: c.MAIL_FROM ?? 'Concord <concord@localhost>',
    logsRequests: c.LOG === 'requests',
    uploadLimitBytes: c.UPLOAD_LIMIT_MB * 1024 * 1024,
  };
}

/** Where people reach this host, without a slash at its end, as mails and files say it: never an address that a request brought. */
export function ownAddress(): string {
  const { publicUrl, port } = config();
  return publicUrl ?? `http://localhost:${port}`;
}
