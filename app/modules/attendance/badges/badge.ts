import { itemAddress } from '../../competencies/published/document.ts';
import { type Certificate, certifies, saysNoMore } from '../certificates/certificate.ts';

/** The contexts that say what the words of a badge mean (Open Badges 3.0, VC Data Model 2.0; the third names the kind of its status). */
const contexts = [
  'https://www.w3.org/ns/credentials/v2',
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
  'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json',
];
const schemaId = 'https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json';

/** Who issues: the collaborative, in its own words. */
export type Issuer = { readonly name: string; readonly description: string };
/** A competency that an achievement is about: the item of the framework in force. */
export type Aligned = {
  readonly slug: string;
  readonly stableId: string;
  readonly code: string | null;
  readonly title: string;
  readonly framework: string;
};
/** What a certificate was given for. */
export type Achievement = {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly criteria: string;
  readonly alignments: readonly Aligned[];
};
/** What a badge is made of. `mailHash` is the salted SHA-256 of the holder's address, in hex; null where none is kept. `subjectId` is a random identifier of the holder for this badge alone. */
export type BadgeFacts = {
  readonly certificate: Certificate & { readonly id: string };
  readonly achievement: Achievement;
  readonly issuer: Issuer;
  readonly mailHash: string | null;
  readonly subjectId: string;
};

/** Addresses of what badges lead to, below our own origin. */
export function badgeAddresses(origin: string) {
  return {
    issuer: `${origin}/badges/issuer`,
    keys: `${origin}/.well-known/jwks.json`,
    revocations: `${origin}/badges/revocations`,
    key: (id: string) => `${origin}/badges/keys/${id}`,
    achievement: (id: string) => `${origin}/badges/achievements/${id}`,
  };
}

/** The issuer as others read it (a Profile of Open Badges 3.0). */
export function issuerProfile({ name, description }: Issuer, origin: string) {
  return { id: badgeAddresses(origin).issuer, type: ['Profile'], name, url: origin, ...(description !== '' && { description }) };
}

/** What a certificate was given for as others read it (an Achievement), with what it is about: the public pages of the competencies. */
export function achievementOf({ id, name, description, criteria, alignments }: Achievement, origin: string) {
  return {
    id: badgeAddresses(origin).achievement(id),
    type: ['Achievement'],
    name,
    description,
    criteria: { narrative: criteria },
    ...(alignments.length > 0 && {
      alignment: alignments.map(({ slug, stableId, code, title, framework }) => ({
        type: ['Alignment'],
        targetName: title,
        targetUrl: itemAddress(origin, slug, stableId),
        targetFramework: framework,
        ...(code !== null && { targetCode: code }),
      })),
    }),
  };
}

/**
 * The badge of a certificate (an OpenBadgeCredential), without its proof. It says what the certificate says and no more. Its own identifier is no address: the public list of badges that stand no
 * more names it, and the address of a certificate is its holder's to give.
 */
export function badgeOf({ certificate, achievement, issuer, mailHash, subjectId }: BadgeFacts, origin: string) {
  const { id, title, holder, issuer: givenBy, issuedAt, validUntil } = certificate;
  return {
    '@context': contexts,
    id: `urn:uuid:${id}`,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: title,
    description: saysNoMore(certificate),
    issuer: issuerProfile(issuer, origin),
    validFrom: toSecond(issuedAt),
    ...(validUntil !== null && { validUntil: `${validUntil}T23:59:59Z` }),
    credentialSubject: {
      id: `urn:uuid:${subjectId}`,
      type: ['AchievementSubject'],
      identifier: [
        ...(mailHash === null
          ? []
          : [{ type: 'IdentityObject', identityHash: `sha256$${mailHash}`, identityType: 'emailAddress', hashed: true, salt: id }]),
        ...(holder === null
          ? []
          : [{ type: 'IdentityObject', identityHash: holder, identityType: 'name', hashed: false, salt: 'not-used' }]),
      ],
      narrative: `${certifies(certificate)} Given by ${givenBy}.`,
      achievement: achievementOf(achievement, origin),
    },
    credentialSchema: [{ id: schemaId, type: '1EdTechJsonSchemaValidator2019' }],
    credentialStatus: { id: badgeAddresses(origin).revocations, type: '1EdTechRevocationList' },
  };
}
/** A badge without its proof. */
export type Badge = ReturnType<typeof badgeOf>;

/** What is signed: the badge, with the claims that a JSON Web Token needs (Open Badges 3.0, JSON Web Token Proof Format). Times in seconds since 1970. */
export function claimsOf(badge: Badge) {
  const seconds = (instant: string) => Math.floor(Date.parse(instant) / 1000);
  return {
    ...badge,
    iss: badge.issuer.id,
    jti: badge.id,
    nbf: seconds(badge.validFrom),
    sub: badge.credentialSubject.id,
    ...(badge.validUntil !== undefined && { exp: seconds(badge.validUntil) }),
  };
}

/** The list of the badges that stand no more: revoked, or removed by their holder. It says no reason: that stands on the certificate's page, for whoever has its address. */
export function revocationList(ids: readonly string[], origin: string) {
  const { revocations, issuer } = badgeAddresses(origin);
  return {
    id: revocations,
    type: ['1EdTechRevocationList'],
    issuer,
    revokedCredential: ids.map((id) => ({ id: `urn:uuid:${id}`, revoked: true })),
  };
}

/** A public key as the key set has it. Its identifier is where it can be read. */
export function publishedKey({ id, publicKey }: { id: string; publicKey: unknown }, origin: string) {
  const { n, e } = publicKey as { n: string; e: string };
  return { kty: 'RSA', n, e, alg: 'RS256', use: 'sig', kid: badgeAddresses(origin).key(id) };
}

/** Credentials count in whole seconds, as the claims of tokens do. */
function toSecond(instant: Date): string {
  return `${instant.toISOString().slice(0, 19)}Z`;
}
