// The panels around the map: the legend that filters, the years that step, the place that is selected.
// They are the page's own form and links; here they only answer without a new page.
import type { MapLayers } from '../../../src/faces/site/map/mapLayers.ts'
import type { Shown } from './style.ts'

/** An element that the page always has. */
export function part<T extends Element>(selector: string): T {
  const found = document.querySelector<T>(selector)
  if (found === null) throw new Error(`Cannot start the map: the page has no ${selector}`)
  return found
}

/** Keeps a part of the address' query in step, so that the page can be sent to someone. */
export function setQuery(change: (query: URLSearchParams) => void): void {
  const address = new URL(location.href)
  change(address.searchParams)
  history.replaceState(null, '', address)
}

/** Wires legend and years; `show` is called with every change. */
export function wirePanels(layers: MapLayers, show: (shown: Shown) => void): Shown {
  const legend = part<HTMLFormElement>('#legend')
  const boxes = [...legend.querySelectorAll<HTMLInputElement>('input[name=choice]')]
  const steps = [...document.querySelectorAll<HTMLAnchorElement>('.steps a[data-year]')]
  const years = steps.map((step) => Number(step.dataset.year))
  const current = steps.findIndex((step) => step.ariaCurrent === 'true')
  let year = years[Math.max(0, current)] ?? 0
  const now = (): Shown => ({
    choices: new Set(boxes.filter(({ checked }) => checked).map(({ value }) => value)),
    year,
  })
  const update = (): void => {
    const shown = now()
    steps.forEach((step, i) => {
      if (years[i] === year) step.ariaCurrent = 'true'
      else step.removeAttribute('aria-current')
    })
    showSums(layers, year)
    showCounts(layers, boxes, year)
    setQuery((query) => {
      query.delete('choice')
      if (boxes.some(({ checked }) => !checked))
        for (const choice of shown.choices) query.append('choice', choice)
      query.set('year', String(year))
    })
    show(shown)
  }
  legend.addEventListener('change', update)
  legend.addEventListener('submit', (event) => event.preventDefault())
  const go = (to: number): void => {
    year = to
    update()
  }
  for (const [i, step] of steps.entries())
    step.addEventListener('click', (event) => {
      event.preventDefault()
      go(years[i])
    })
  wirePlay(years, () => year, go)
  showCounts(layers, boxes, year)
  return now()
}

function wirePlay(years: readonly number[], now: () => number, go: (year: number) => void): void {
  const button = part<HTMLButtonElement>('#play')
  if (years.length < 2) return
  button.hidden = false
  const play = button.ariaLabel ?? ''
  const still = matchMedia('(prefers-reduced-motion: reduce)')
  let timer: ReturnType<typeof setInterval> | undefined
  const stop = (): void => {
    clearInterval(timer)
    timer = undefined
    button.textContent = '▶'
    button.ariaLabel = play
  }
  const step = (): void => {
    const next = years[years.indexOf(now()) + 1]
    if (next === undefined) stop()
    else go(next)
  }
  button.addEventListener('click', () => {
    if (timer !== undefined) {
      stop()
      return
    }
    const atEnd = now() === years.at(-1)
    if (still.matches) {
      // Nothing moves by itself: each click is one step.
      if (atEnd) go(years[0])
      else step()
      return
    }
    go(atEnd ? years[0] : now())
    timer = setInterval(step, 900)
    button.textContent = '◼'
    button.ariaLabel = button.dataset.stop ?? play
  })
}

/** The figures below the map, as the server wrote them for each year. */
function showSums(layers: MapLayers, year: number): void {
  const sums = layers.years.find((each) => each.year === year)
  if (sums === undefined) return
  const put = (id: string, text: string): void => {
    const bold = document.querySelector(`#${id} b`)
    if (bold !== null) bold.textContent = text
  }
  const cost = document.querySelector('#sum-cost')
  if (cost !== null) cost.replaceChildren(...parsed(sums.cost))
  put('sum-people', sums.people)
  put('sum-sites', sums.sites)
}

function parsed(markup: string): Node[] {
  const { body } = new DOMParser().parseFromString(markup, 'text/html')
  return [...body.childNodes]
}

/** Counts in the legend: of what is planned, what stands by the year's end. */
function showCounts(
  { sites, choices, technologies }: MapLayers,
  boxes: readonly HTMLInputElement[],
  year: number,
): void {
  const number = new Intl.NumberFormat(part<HTMLElement>('#map').dataset.locale)
  for (const box of boxes) {
    const index = choices.indexOf(box.value)
    const planned = technologies.includes(box.value)
    let count = 0
    for (let row = 0; row < sites.choice.length; row++) {
      if (sites.choice[row] !== index) continue
      if (planned && !(sites.year[row] > 0 && sites.year[row] <= year)) continue
      count++
    }
    const shown = box.closest('label')?.querySelector('.num')
    if (shown !== null && shown !== undefined) shown.textContent = number.format(count)
  }
}

/** Shows a place beside the map: the article of the place's own page. */
export async function showPlace(id: string, folder: string): Promise<void> {
  const address = `${folder}${encodeURIComponent(id)}`
  const answer = await fetch(address)
  if (!answer.ok) return
  const other = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const article = other.querySelector('#site')
  if (article === null) return
  const title = article.querySelector('h1')
  if (title !== null) {
    const smaller = document.createElement('h2')
    const link = document.createElement('a')
    link.href = address
    link.textContent = title.textContent
    smaller.append(link)
    title.replaceWith(smaller)
  }
  const panel = part('#selection')
  panel.querySelector('article, p.soft')?.replaceWith(document.adoptNode(article))
  setQuery((query) => query.set('site', id))
}
