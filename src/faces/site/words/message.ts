// What a message is, and what another language must have for each English one. A section of a language
// stands in `LANGUAGE/SECTION.ts`; the types find a missing key, one too many, and a missing plural form.

/** Plural forms of each language, as CLDR names them; a test holds them to the platform's own. */
export interface PluralForms {
  en: 'one' | 'other'
  fr: 'one' | 'many' | 'other'
  ar: 'zero' | 'one' | 'two' | 'few' | 'many' | 'other'
}

/** Languages that the whole site speaks. */
export type Language = keyof PluralForms

/** A text for each plural form of a language. */
export type Plural<L extends Language> = Readonly<Record<PluralForms[L], string>>

/** A message: a text with `{placeholders}`, or one for each plural form of its count. */
export type Message = string | Readonly<Partial<Record<PluralForms['ar'], string>>>

/** A section of the English catalogue, from which all others are translated. */
export type English = Readonly<Record<string, string | Plural<'en'>>>

/** The same section in another language: the same keys, and its own plural forms where English counts. */
export type Translation<L extends Language, Section extends English> = {
  readonly [K in keyof Section]: Section[K] extends string ? string : Plural<L>
}
