// The evidence trail: what was reported, on what evidence, what reviewers found, what residents dispute,
// and what the owner answers, newest first. The line is solid after what was verified.
import { type Child, type Html, html } from '#faces/site/html.ts'
import { type MarkedState, stateShape } from '#faces/site/register/marks.ts'
import { amountOf, dayElement, dayOf, type RegisterView, said } from '#faces/site/register/view.ts'
import { uploadPath } from '#faces/site/uploadFiles.ts'
import { href } from '#faces/site/view.ts'
import type { EntryLine, ReadRecord, Said } from '#store/reading.ts'

/** What a trail is drawn from. */
export interface TrailParts {
  readonly subject: ReadRecord<'commitment'>
  readonly said: Said
  readonly versions: readonly EntryLine[]
  /** Names of accounts. */
  readonly names: ReadonlyMap<string, string>
}

interface Event {
  readonly record: ReadRecord | EntryLine
  readonly mark: MarkedState | undefined
  readonly sure: boolean
  readonly title: string
  readonly body: Child
}

/** The trail as a list, newest first. */
export function trail(view: RegisterView, parts: TrailParts): Html {
  const { words } = view
  const { subject, said: all, versions } = parts
  const events: Event[] = [
    ...all.reports.map((report) => reportEvent(view, parts, report)),
    ...all.reviews.map((review) => reviewEvent(view, parts, review)),
    ...all.disputes.map((dispute) => disputeEvent(view, parts, dispute)),
    ...versions.map((line) => ({
      record: line,
      mark: undefined,
      sure: false,
      title:
        line.version === 1
          ? words.say('trail.made')
          : words.say('trail.version', { version: line.version }),
      body: undefined,
    })),
  ].sort((a, b) => (b.record.index ?? 0) - (a.record.index ?? 0))
  const empty = all.reports.length + all.disputes.length === 0
  const items = events.map((event) => eventItem(view, event))
  return html`<section><h2 id="trail">${words.say('trail.title')}</h2>
${empty ? html`<p class="empty">${words.say('trail.none')}</p>` : undefined}<ol class="trail" data-of="${subject.id}">${items}</ol></section>`
}

function eventItem(view: RegisterView, { record, mark, sure, title, body }: Event): Html {
  const { words } = view
  const entry =
    record.index === null
      ? undefined
      : html` · <a class="soft" href="${href(view, `/log/entries/${record.index}`)}">${words.say('trail.entry', { index: words.count(record.index) })}</a>`
  return html`<li id="${record.id}-${record.version}"${sure ? html` class="sure"` : undefined}>${mark === undefined ? html`<span class="state"></span>` : stateShape(mark)}
<p class="small soft">${dayElement(words, record.time.slice(0, 10))}${entry}</p><h3>${title}</h3>${body}</li>\n`
}

const nameIn = (view: RegisterView, parts: TrailParts, account: string): string =>
  parts.names.get(account) ?? view.words.say('trail.unnamed', { id: account.slice(0, 6) })

function reportEvent(view: RegisterView, parts: TrailParts, report: ReadRecord<'report'>): Event {
  const { words } = view
  const { data, id, by } = report
  const { unit } = parts.subject.data.indicator
  const behind = parts.said.evidence.filter(({ data: { report: of } }) => of === id)
  const reviews = parts.said.reviews.filter((review) => review.data.report === id)
  const findings = reviews.filter((review) => review.data.independent).map((r) => r.data.finding)
  const sure = findings.some((finding) => finding === 'upheld' || finding === 'partlyUpheld')
  const groups =
    data.groups.length === 0
      ? undefined
      : html`<p class="small">${words.say('trail.groups', {
          list: data.groups
            .map(({ group, value }) => `${group} ${amountOf(words, value, unit)}`)
            .join(', '),
        })}</p>`
  const note = data.note as string | null | undefined
  const acts = html`<p class="small">${act(view, 'evidence', { report: id }, 'trail.act.evidence')} · ${act(view, 'review', { report: id }, 'trail.act.review')} · ${act(view, 'dispute', { subject: id }, 'trail.act.dispute')}</p>`
  return {
    record: report,
    mark: sure ? 'verified' : behind.length === 0 ? 'noEvidence' : 'reachedUnverified',
    sure,
    title: words.say('trail.report', {
      amount: amountOf(words, data.value, unit),
      date: dayOf(words, data.until),
    }),
    body: html`${note === undefined ? undefined : said(words, note, nameIn(view, parts, by), report)}${groups}${
      behind.length === 0
        ? html`<p class="small">${words.say('trail.noevidence')}</p>`
        : html`<ul class="files">${behind.map((piece) => evidenceItem(view, piece))}</ul>`
    }${acts}`,
  }
}

function act(
  view: RegisterView,
  kind: string,
  query: Readonly<Record<string, string>>,
  key: 'trail.act.evidence' | 'trail.act.review' | 'trail.act.dispute' | 'trail.act.reply',
): Html {
  return html`<a class="soft" href="${href(view, `/enter/${kind}`, query)}">${view.words.say(key)}</a>`
}

function evidenceItem({ words }: RegisterView, { data, id }: ReadRecord<'evidence'>): Html {
  const about = html`<bdi>${data.about}</bdi>`
  const hex = (data.digest ?? '').replace(/^sha256:/, '')
  const link = data.link as string | null | undefined
  const series = data.series ?? []
  if (data.kind === 'file')
    return html`<li id="${id}">${words.say('trail.evidence.file')}: <a href="${uploadPath(data.digest ?? '')}">${about}</a> <bdi dir="ltr" class="hash" title="${data.digest}">${hex.slice(0, 4)}…${hex.slice(-4)}</bdi></li>`
  if (data.kind === 'link')
    return html`<li id="${id}">${words.say('trail.evidence.link')}: ${typeof link === 'string' ? html`<a href="${link}" rel="noopener nofollow">${about}</a>` : about}</li>`
  const rows = series
    .slice(0, 40)
    .map(
      ({ date, value }) =>
        html`<tr><th scope="row">${dayElement(words, date)}</th><td class="num">${words.count(value, 2)}</td></tr>`,
    )
  return html`<li id="${id}"><details><summary>${words.say('trail.evidence.series', { count: series.length })}: ${about}</summary><table><tbody>${rows}</tbody></table></details></li>`
}

function reviewEvent(view: RegisterView, parts: TrailParts, review: ReadRecord<'review'>): Event {
  const { words } = view
  const { data, by, id } = review
  const report = parts.said.reports.find((each) => each.id === data.report)
  const { unit } = parts.subject.data.indicator
  const amount = amountOf(words, data.value ?? report?.data.value ?? 0, unit)
  const sure = data.independent && (data.finding === 'upheld' || data.finding === 'partlyUpheld')
  const partial = data.independent
    ? undefined
    : html`<p class="small">${words.say('trail.review.partial')}</p>`
  return {
    record: review,
    mark: sure ? 'verified' : data.finding === 'notUpheld' ? 'offTrack' : 'notYetDue',
    sure,
    title:
      data.finding === 'upheld' || data.finding === 'partlyUpheld'
        ? words.say(`trail.review.${data.finding}`, { amount })
        : words.say(`trail.review.${data.finding}`),
    body: html`${said(words, data.reason, nameIn(view, parts, by), review)}${partial}${replies(view, parts, id)}`,
  }
}

function disputeEvent(
  view: RegisterView,
  parts: TrailParts,
  dispute: ReadRecord<'dispute'>,
): Event {
  const { words } = view
  const { data, by, id } = dispute
  return {
    record: dispute,
    mark: 'disputed',
    sure: false,
    title: words.say(parts.said.settled.has(id) ? 'trail.dispute.settled' : 'trail.dispute'),
    body: html`${said(words, data.reason, nameIn(view, parts, by), dispute)}${replies(view, parts, id)}`,
  }
}

/** Answers stand with what they answer. */
function replies(view: RegisterView, parts: TrailParts, to: string): Html {
  const { words } = view
  const answers = parts.said.replies
    .filter(({ data }) => data.to === to)
    .map(
      (reply) =>
        html`<div class="reply"><h4>${words.say('trail.reply')}, ${dayElement(words, reply.time.slice(0, 10))}</h4>${said(words, reply.data.text, nameIn(view, parts, reply.by), reply)}</div>`,
    )
  return html`${answers}<p class="small">${act(view, 'reply', { to }, 'trail.act.reply')}</p>`
}
