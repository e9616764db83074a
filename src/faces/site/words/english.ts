// The words of English, for what has no address of its own.
import { languages } from '#faces/site/words/languages.ts'

export const english = languages.en.words
