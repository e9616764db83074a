// The page beside a drafted study: what each file was taken for, what is assumed, what is missing.
import type { Problem } from '#base/problem.ts'
import type { Recognition } from '#sources/recognize/recognition.ts'
import type { Missing } from '#sources/recognize/study.ts'
import type { StudyFile } from '#sources/studyFile.ts'

/** Errors as sentences: one for each kind in each file, with how many more there are like it. */
function shortList(errors: readonly Problem[]): readonly string[] {
  const groups = new Map<string, Problem[]>()
  for (const one of errors) {
    const key = `${one.code} ${one.at.source} ${one.at.table}`
    const known = groups.get(key)
    if (known === undefined) groups.set(key, [one])
    else known.push(one)
  }
  return [...groups.values()].map(([{ at, message, cure }, ...more]) => {
    const where =
      at.source === '' ? '' : ` (\`${at.source}\`${at.row === 0 ? '' : `, row ${at.row}`})`
    const others = more.length === 0 ? '' : ` ${more.length} more rows are like it.`
    return `${message}${where}. ${cure}.${others}`
  })
}

/** The page beside the study. */
export function studyPage(
  study: StudyFile,
  found: Recognition,
  missing: readonly Missing[],
  problems: readonly Problem[],
): string {
  const errors = shortList(problems.filter(({ level }) => level === 'error'))
  const rows = found.recognized.map(
    ({ file, layer, source, why }) =>
      `| \`${file}\`${layer === undefined ? '' : ` (${layer})`} | ${[source.as].flat().join(', ')} | ${why} |`,
  )
  const left = found.leftOut.map(({ file, why }) => `- \`${file}\`: ${why}`)
  return `# ${study.title}

Written by \`silta new\` from the files of this folder. Correct \`study.json\` where it is wrong, then run
\`silta check\` and \`silta plan\`.
${
  errors.length === 0
    ? ''
    : `\n## What must be done before it plans\n\n${errors.map((one) => `- ${one}`).join('\n')}\n`
}
## What each file was taken for

| file | as | why |
| --- | --- | --- |
${rows.join('\n')}
${left.length === 0 ? '' : `\nNot read:\n\n${left.join('\n')}\n`}
## Assumptions

${(study.assumptions ?? []).map(({ text }) => `- ${text}`).join('\n')}

## What is missing, and how that limits the answer

| missing | what it limits | what to do |
| --- | --- | --- |
${missing.map(({ what, limits, cure }) => `| ${what} | ${limits} | ${cure} |`).join('\n')}

Licences are not known: add \`licence\` and \`attribution\` to each source in \`study.json\` before anything is published.
`
}
