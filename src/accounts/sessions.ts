// Secrets that people carry: session tokens, links in mails, invitations. Each is 256 random bits, kept
// only as a hash, and lives a stated time.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** How long each kind of secret lives, in milliseconds. */
export const lifetimes = {
  invitation: 14 * 86_400_000,
  emailLink: 20 * 60_000,
  challenge: 5 * 60_000,
  /** A session ends this long after it was opened, whatever happens. */
  session: 30 * 86_400_000,
  /** And this long after it was last used. */
  sessionIdle: 12 * 3_600_000,
} as const

/** A secret to hand out, and the hash to keep. */
export interface Token {
  readonly secret: string
  readonly hash: string
}

/** The hash under which a secret is kept. */
export function tokenHash(secret: string): string {
  return createHash('sha256').update(`silta/token/v1\n${secret}`).digest('base64url')
}

/** A new secret of 256 bits. */
export function newToken(): Token {
  const secret = randomBytes(32).toString('base64url')
  return { secret, hash: tokenHash(secret) }
}

/** True where two secrets are equal, in a time that tells nothing of where they differ. */
export function sameSecret(a: string, b: string): boolean {
  const [one, other] = [tokenHash(a), tokenHash(b)].map((hash) => Buffer.from(hash))
  return timingSafeEqual(one, other)
}

/** An instant so many milliseconds after another. */
export function after(now: string, milliseconds: number): string {
  return new Date(Date.parse(now) + milliseconds).toISOString()
}

/** A session as it is kept. */
export interface Session {
  readonly account: string
  /** What every form that changes anything must carry. */
  readonly csrf: string
  readonly seen: string
  readonly expires: string
  readonly by: 'passkey' | 'email'
}

/** True where a session still counts. */
export function isLive(session: Session, now: string): boolean {
  return now < session.expires && now < after(session.seen, lifetimes.sessionIdle)
}
