// Everything of accounts under one roof: signing in, invitations, passkeys, an account's own page,
// moderation, the operator's page, the end of roles.
import { Hono } from 'hono'
import { invitationRoutes } from '#faces/site/account/invitation.ts'
import { moderationRoutes } from '#faces/site/account/moderation.ts'
import { operatorRoutes } from '#faces/site/account/operator.ts'
import { ownRoutes } from '#faces/site/account/own.ts'
import { passkeyRoutes } from '#faces/site/account/passkeys.ts'
import { roleRoutes } from '#faces/site/account/roles.ts'
import { signInRoutes } from '#faces/site/account/signIn.ts'
import type { Services, SiteEnv } from '#faces/site/services.ts'
import type { WebBundle } from '#faces/site/webBundle.ts'

/** The routes of accounts. */
export function accountRoutes(services: Services, bundle: WebBundle): Hono<SiteEnv> {
  const app = new Hono<SiteEnv>({ strict: false })
  signInRoutes(app, services, bundle)
  invitationRoutes(app, services)
  passkeyRoutes(app, services, bundle)
  ownRoutes(app, services)
  moderationRoutes(app, services)
  operatorRoutes(app, services)
  roleRoutes(app, services)
  return app
}
