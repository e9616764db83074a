// Runs studies and writes what the tests will compare with (see expected.mjs).
import { loadExample } from '#faces/exampleStudy.ts'
import { writeFolder } from '#faces/folder.ts'
import { expectedFiles } from '#faces/report/expectedFiles.ts'
import { loadStudy } from '#sources/files.ts'
import { runStudy } from '#study.ts'

for (const folder of process.argv.slice(2)) {
  const { country, study, problems } = await (folder === 'examples/taruva'
    ? loadExample()
    : loadStudy(folder))
  if (country === undefined || study === undefined) {
    console.error(problems)
    process.exit(1)
  }
  await writeFolder(`${folder}/expected`, expectedFiles(await runStudy(country, study), problems))
  console.log(`Wrote ${folder}/expected`)
}
