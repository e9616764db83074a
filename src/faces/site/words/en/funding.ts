// Who pays for the plan.
import type { English } from '#faces/site/words/message.ts'

/** English messages: funding. */
export const funding = {
  'funding.heading': 'Users pay {share} of the cost; public money must fill {amount}',
  'funding.heading.paid': 'At an affordable price users pay the whole cost',
  'funding.heading.plain': 'Who pays',
  'funding.price':
    'A connection may cost {share} of the mean income: {price} a month. At that price those who use it pay {revenue} over {years}; the plan costs {cost}.',
  'funding.price.poor': 'For the mean of the poorest 40 % it may cost no more than {price}.',
  'funding.public':
    'Public money must fill {pooled} if dear places are paid for by cheap ones, {separate} if none pays for another. {institutions} of it is for schools, clinics and others, which pay nothing here.',
  'funding.vouchers':
    'Another {amount} would keep the price within the same share of each person’s own income.',
  'funding.able':
    '{share} of the people to be served could pay the full cost of their own place within that share; the others need support.',
  'funding.unknown':
    'Income per person is not known, so nobody can say what is affordable. Set {setting} and plan again.',
  'funding.caption':
    'Settlements by area: cost for each user and month, and money over {years}, discounted, USD of {year}',
  'funding.user': 'Per user and month',
  'funding.cost': 'Cost',
  'funding.revenue': 'Users pay',
  'funding.gap': 'Public money',
  'funding.others': {
    one: '{count} other',
    other: '{count} others',
  },
  'funding.years': 'Public money by year',
  'funding.years.caption': 'Building and running in each year, and who pays, USD of {year}',
  'funding.year': 'Year',
  'funding.note':
    'Links are shared among the places behind them by what they need. Users: {users} of people. {how} · {document}',
  'funding.how': 'Settings',
  'funding.document': 'As a document',
} as const satisfies English
