// Where a figure comes from: the sources' titles and dates, the rest behind a link.
import { type Html, html } from '#faces/site/html.ts'
import { paths } from '#faces/site/page.ts'
import { sequence } from '#faces/site/parts/sequence.ts'
import { href, type View, written } from '#faces/site/view.ts'

/** The first sources by title and date, and a link to all where there are more. */
export function sourceNames(view: View, atMost: number): Html {
  const { words, study } = view
  const { sources } = study.attribution
  const named = sources.slice(0, atMost).map(({ title, date }) => {
    const dated = date === '' || title.includes(date.slice(0, 4)) ? title : `${title} ${date}`
    return html`<bdi${written(study)}>${dated}</bdi>`
  })
  const more = sources.length - named.length
  const list = sequence(words, named, 'semicolon')
  if (more <= 0) return list
  const link = html`<a href="${href(view, paths.sources)}">${words.say('sources.more', { count: more })}</a>`
  return html`${list} ${link}`
}
