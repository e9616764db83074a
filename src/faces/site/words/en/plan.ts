// The plan and its costs.
import type { English } from '#faces/site/words/message.ts'

/** English messages: plan. */
export const plan = {
  'plan.title': 'Plan and costs',
  'plan.lede':
    'The cheapest mix that serves everyone it can, what it costs, and how far from the cheapest it can be.',
  'plan.lines': '{top} is {share} of the cost',
  'plan.lines.plain': 'What it costs',
  'plan.lines.caption':
    'Cost by technology, its links included, USD of {year}; the last two columns over {years}',
  'plan.sites': 'Places',
  'plan.km': 'Length',
  'plan.capex': 'Building',
  'plan.opex': 'Running, per year',
  'plan.tco': 'All, undiscounted',
  'plan.npv': 'All, discounted',
  'plan.certificate': 'At most {share} above the cheapest possible',
  'plan.certificate.exact': 'Proven to be the cheapest',
  'plan.certificate.text':
    'The plan costs {cost}. No plan that serves the same places can cost less than {bound}: that is a lower bound, proven while the plan is made, not an estimate. The difference, {share} of the cost, is the most that a better plan could save.',
  'plan.certificate.exact.text':
    'The plan costs {cost}, and no plan that serves the same places can cost less: the lower bound, proven while the plan is made, is the same.',
  'plan.reference': 'Everyone by fibre, for comparison: {km} and {cost} undiscounted.',
  'plan.next': 'How sure is each choice',
  'plan.next.text':
    'For each place the plan also knows the second cheapest way. Where the difference is small, a change of prices turns the choice.',
  'plan.next.caption': 'Places by how much more the second cheapest way would cost',
  'plan.next.small': 'less than a tenth more',
  'plan.next.middle': 'a tenth to twice as much',
  'plan.next.large': 'more than twice as much',
  'plan.next.none': 'no other way',
  'plan.assumptions': 'Assumptions',
  'plan.assumptions.text':
    'Sentences a reader may disagree with. Change them in {file} and plan again.',
  'plan.noassumptions': 'The study states none.',
  'plan.prices': 'Prices, demand and money',
  'plan.prices.caption': 'Price book {book}, USD of {year}',
  'plan.settings.caption': 'Demand, service, money and years',
  'plan.setting': 'Setting',
  'plan.value': 'Value',
} as const satisfies English
