// The English catalogue, speaking.
import { en } from '#faces/site/words/en.ts'
import { makeWords } from '#faces/site/words/words.ts'

export const english = makeWords('en', 'ltr', en)
