// The three declarations that come with the product, in the register's own words. Each names its source;
// the third is known from a press report alone, and says so.
import type { RecordData } from '#register/records.ts'

/** Mayors’ declaration of Helsinki, 1999: cities and the information society. */
export const helsinki1999: RecordData<'declaration'> = {
  title: 'Declaration of Helsinki for a Global Cities Dialogue on the Information Society',
  adopted: '1999',
  place: 'Helsinki, Finland',
  adoptedBy: 'Mayors of the signatory cities',
  language: 'en',
  principles: [
    {
      code: 'cities-at-the-center',
      text: 'People live, work and use their rights in cities, so a fair information society is built there first.',
    },
    {
      code: 'better-lives',
      text: 'Information technology can better life and work, jobs, services, government at every level, the social economy and sustainable development, if it is well made and well used.',
    },
    {
      code: 'no-divide',
      text: 'Deliberate steps are needed so that neither citizens nor communities are split into those who have information and those who have not, within societies and between them.',
    },
    {
      code: 'new-governance',
      text: 'As technologies merge and cross borders, new ways of governing and of working together are needed.',
    },
    {
      code: 'learn-by-sharing',
      text: 'At an early stage everyone is learning: cities gain most by telling each other what they tried, what came of it, and what it taught.',
    },
    {
      code: 'dialogue-of-cities',
      text: 'A standing dialogue of cities helps the information society everywhere and narrows the gap in information within and between cities.',
    },
    {
      code: 'with-business',
      text: 'The dialogue lets cities and companies work together knowingly, where they are and across the world.',
    },
  ],
  undertakings: [
    {
      code: 'apply',
      text: 'See that information technology is used in cities for better life and work, better and thriftier services, and sustainable development.',
    },
    {
      code: 'trust',
      text: 'Build trust, with respect for the law, customs, languages and culture of each place, and keep participation, free speech and privacy safe when government goes electronic.',
    },
    {
      code: 'literacy-and-access',
      text: 'Overcome low digital literacy, scarce public access and the lack of skilled people, which keep many from an equal place.',
    },
    {
      code: 'share-experience',
      text: 'Encourage cities to share experience, results and lessons, at home and across the world.',
    },
    {
      code: 'programme-of-action',
      text: 'Draw up and carry out a programme of action that makes the dialogue fruitful.',
    },
    {
      code: 'work-with-others',
      text: 'Work with like initiatives, those of business among them, to the good of citizens, communities, cities and companies.',
    },
  ],
  source: {
    title:
      'Declaration of Helsinki: Mayors of the World for a Global Cities Dialogue on the Information Society',
    date: '1999',
    standing: 'text',
    note: 'Open to all major cities; each signatory joins the Global Cities Dialogue.',
  },
}

/** Ministers’ declaration of Baku, 5 November 2012: a hyperconnected world. */
export const baku2012: RecordData<'declaration'> = {
  title: 'Baku Declaration on the challenges of a hyperconnected world',
  adopted: '2012-11-05',
  place: 'Baku, Azerbaijan',
  adoptedBy:
    'Participants of the High Level Ministerial Meeting held with the Internet Governance Forum',
  language: 'en',
  principles: [
    {
      code: 'connectivity-essential',
      text: 'Fast internet and the services on it have become essential to economic growth and to social life.',
    },
    {
      code: 'broadband-for-all',
      text: 'Broadband should be within everyone’s reach, since it narrows divides and betters social policy and development; in developing countries building it remains hard, and many are left out.',
    },
    {
      code: 'public-services',
      text: 'Broadband improves education, health, finance and other public services, empowers women and betters daily life, most of all in developing countries.',
    },
    {
      code: 'security-risk',
      text: 'Crime and attacks online grow in number and harm, and can cut people off from information; they must be answered.',
    },
    {
      code: 'many-stakeholders',
      text: 'Governance that joins governments with all other stakeholders, and the Internet Governance Forum, are essential to one open, sturdy, lasting internet.',
    },
    {
      code: 'rights-online',
      text: 'Human rights hold online: free flow of information, open access and free expression matter ever more as the world connects.',
    },
  ],
  undertakings: [
    {
      code: 'extend-broadband',
      text: 'Mobilize a country’s means so that broadband and its services reach all who are without.',
    },
    {
      code: 'build-capacity',
      text: 'Build the skills of people and institutions to face threats online and keep them small.',
    },
    {
      code: 'protect-children-and-privacy',
      text: 'Work across borders for the safety of children, for security and for privacy online.',
    },
    {
      code: 'answer-crime',
      text: 'Prevent and detect illegal acts online better, and see that those who commit them answer for it.',
    },
    {
      code: 'reduce-vulnerability',
      text: 'Reduce the risks from weak software, services and systems, and improve the policies that make activity online safe.',
    },
    {
      code: 'cooperate-on-security',
      text: 'Treat security online as a priority shared by governments and all stakeholders, for a safe information society for everyone.',
    },
    {
      code: 'protect-free-flow',
      text: 'Take the steps that protect the free flow of information and widen freedom of expression online.',
    },
  ],
  source: {
    title:
      'Baku Declaration of the High Level Ministerial Meeting “Addressing the challenges of a hyperconnected world”',
    date: '2012-11-05',
    standing: 'text',
  },
}

/** The Baku Action Plan 2026–2029, as a news agency reported it. */
export const bakuActionPlan: RecordData<'declaration'> = {
  title: 'Baku Action Plan 2026–2029, as reported',
  adopted: '2025-11-28',
  place: 'Baku, Azerbaijan',
  adoptedBy:
    'Member States of the International Telecommunication Union at its World Telecommunication Development Conference 2025',
  language: 'en',
  principles: [
    {
      code: 'people-first',
      text: 'Digital development starts from people, and looks first to developing countries, places with little access and vulnerable groups.',
    },
    {
      code: 'universal-connectivity',
      text: 'Internet that everyone can get and afford is the ground of an inclusive and lasting digital future; more than two billion people are without it.',
    },
    {
      code: 'special-needs',
      text: 'Three groups have needs of their own: the poorest countries, those without a coast, and small island states.',
    },
  ],
  undertakings: [
    {
      code: 'connect-everyone',
      text: 'Support universal, affordable connectivity over 2026 to 2029.',
    },
    {
      code: 'regional-initiatives',
      text: 'Carry out initiatives in each of the six regions: infrastructure, digital skills and services that include everyone.',
    },
    {
      code: 'partnerships',
      text: 'Form partnerships and raise the means that regional needs call for.',
    },
    {
      code: 'enabling-policy',
      text: 'Make policy and regulation, with governments and regulators, that draw investment and close gaps in infrastructure.',
    },
    {
      code: 'study-questions',
      text: 'Have experts study the technical topics that the conference set.',
    },
    {
      code: 'serve-special-needs',
      text: 'Serve the needs of least developed, landlocked and small island countries.',
    },
  ],
  source: {
    title: 'Report of the close of the World Telecommunication Development Conference (WTDC-25)',
    publisher: 'Trend News Agency',
    date: '2025-11-28',
    standing: 'report',
    note: 'Only a press report of the plan was at hand; its text was not read. Wording, numbering and completeness are therefore not those of the plan.',
  },
}

/** All of them, by the identity under which an example enters them. */
export const bundledDeclarations = { helsinki1999, baku2012, bakuActionPlan } as const
