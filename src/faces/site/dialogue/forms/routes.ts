// Adds every form by which a signatory or a reviewer acts in the Dialogue.
import type { Hono } from 'hono'
import { actRoute } from '#faces/site/dialogue/actForm.ts'
import { consultationForms } from '#faces/site/dialogue/forms/consultationForms.ts'
import { meetingForms } from '#faces/site/dialogue/forms/meetingForms.ts'
import { partnershipForms } from '#faces/site/dialogue/forms/partnershipForms.ts'
import { practiceForms } from '#faces/site/dialogue/forms/practiceForms.ts'
import type { Table } from '#faces/site/dialogue/view.ts'
import type { SiteEnv } from '#faces/site/services.ts'

/** Adds all of them. */
export function actRoutes(app: Hono<SiteEnv>, table: Table): void {
  for (const form of [...practiceForms, ...partnershipForms, ...meetingForms, ...consultationForms])
    actRoute(app, table, form)
}
