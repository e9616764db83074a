// Search of practices that works in any language: folded words, pairs for Chinese, names of topics in eight
// languages, a little tolerance for slips. Method: docs/methods/search.md.
import MiniSearch from 'minisearch'
import { terms } from '#dialogue/folding.ts'
import { audienceWords, topicWords } from '#dialogue/topicWords.ts'
import type { PracticeData } from '#register/records/practices.ts'

/** A practice as it is searched and filtered. */
export interface SearchedPractice {
  readonly id: string
  readonly data: PracticeData
  /** Who did it, by name. */
  readonly by: string
  /** How many places adopted it. */
  readonly adoptions: number
  /** When its newest version was taken. */
  readonly time: string
}

/** What is asked: words, and filters that all must hold. */
export interface PracticeQuery {
  readonly words?: string
  readonly topic?: string
  readonly audience?: string
  readonly language?: string
  readonly country?: string
}

/** A practice that was found; `lessons` where the query named its kind of problem. */
export interface FoundPractice {
  readonly id: string
  readonly score: number
  /** The topic's words or the practice's own: why it was found. */
  readonly by: 'topic' | 'words' | 'all'
}

interface Document {
  readonly id: string
  readonly title: string
  readonly place: string
  readonly lessons: string
  readonly text: string
  readonly topics: string
}

const fields = ['title', 'place', 'lessons', 'text', 'topics'] as const

/** An index of practices. */
export interface PracticeIndex {
  /** Those that fit, best first; without words the newest first. */
  find(query: PracticeQuery): FoundPractice[]
  /** The kinds of problem that a text is about, most certain first: where lessons may be found. */
  topicsOf(text: string): string[]
}

/** Short terms must be right; one slip in six letters is forgiven. Pairs of Chinese are exact. */
const fuzzy = (term: string): number | false =>
  [...term].length >= 6 && /^[\p{sc=Latin}\p{sc=Cyrillic}\p{sc=Arabic}\d]+$/u.test(term)
    ? 0.17
    : false
const prefix = (term: string): boolean => term.length >= 4 && !/\p{sc=Han}/u.test(term)

/** Indexes practices. */
export function indexPractices(practices: readonly SearchedPractice[]): PracticeIndex {
  const index = new MiniSearch<Document>({
    fields: [...fields],
    tokenize: terms,
    processTerm: (term) => term,
    searchOptions: {
      boost: { title: 3, topics: 2, place: 2, lessons: 1.5 },
      prefix,
      fuzzy,
      combineWith: 'AND',
    },
  })
  index.addAll(practices.map(documentOf))
  const byId = new Map(practices.map((practice) => [practice.id, practice]))
  const newest = practices.toSorted((a, b) => (a.time < b.time ? 1 : a.time > b.time ? -1 : 0))
  const keeps = (id: string, query: PracticeQuery): boolean => {
    const data = byId.get(id)?.data
    return (
      data !== undefined &&
      holds(data.topics, query.topic) &&
      holds(data.audiences, query.audience) &&
      holds([data.language], query.language) &&
      holds(data.countries, query.country)
    )
  }
  return {
    find(query) {
      const words = query.words?.trim() ?? ''
      if (terms(words).length === 0)
        return words !== ''
          ? []
          : newest
              .filter(({ id }) => keeps(id, query))
              .map(({ id }) => ({ id, score: 0, by: 'all' }))
      const strict = index.search(words)
      // Where no practice holds all words, those that hold some are better than none.
      const found = strict.length > 0 ? strict : index.search(words, { combineWith: 'OR' })
      return found
        .filter(({ id }) => keeps(String(id), query))
        .map(({ id, score, match }) => {
          const own = Object.values(match).some((of) => of.some((field) => field !== 'topics'))
          return { id: String(id), score, by: own ? 'words' : 'topic' }
        })
    },
    topicsOf,
  }
}

const holds = (values: readonly string[], wanted: string | undefined): boolean =>
  wanted === undefined || wanted === '' || values.includes(wanted)

function documentOf({ id, data, by }: SearchedPractice): Document {
  return {
    id,
    title: data.title,
    place: `${by} ${data.place ?? ''} ${data.countries.join(' ')}`,
    lessons: `${data.wentWrong} ${data.wouldRepeat}`,
    text: `${data.context} ${data.did} ${data.result.indicator}`,
    topics: [
      ...data.topics.map((topic) => topicWords[topic]),
      ...data.audiences.map((audience) => audienceWords[audience]),
    ].join(' '),
  }
}

const wordsOfTopic = Object.entries(topicWords).map(
  ([topic, words]) => [topic, new Set(terms(words).filter((term) => term.length > 1))] as const,
)

function topicsOf(text: string): string[] {
  const asked = new Set(terms(text))
  return wordsOfTopic
    .map(([topic, words]) => ({
      topic,
      hits: [...asked].filter((term) => words.has(term)).length,
    }))
    .filter(({ hits }) => hits > 0)
    .sort((a, b) => b.hits - a.hits || (a.topic < b.topic ? -1 : 1))
    .map(({ topic }) => topic)
}
