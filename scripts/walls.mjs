// Checks the walls between the rooms, and fails when no module was read: an empty answer is no proof.
import { cruise } from 'dependency-cruiser'
import extractTsConfig from 'dependency-cruiser/config-utl/extract-ts-config'
import config from '../.dependency-cruiser.mjs'

const { options, forbidden } = config
const result = await cruise(
  ['src', 'web'],
  { ...options, ruleSet: { forbidden }, validate: true },
  undefined,
  { tsConfig: extractTsConfig('tsconfig.json') },
)
const { summary } = result.output
for (const violation of summary.violations) {
  const rule = forbidden.find(({ name }) => name === violation.rule.name)
  console.error(
    `${violation.rule.name}: ${violation.from} → ${violation.to}\n    ${rule?.comment ?? ''}`,
  )
}
const own = result.output.modules.filter(({ source }) => source.startsWith('src/')).length
if (own === 0) {
  console.error('The walls were not checked: no module of src/ was read')
  process.exit(1)
}
console.log(
  `Walls: ${own} modules, ${summary.totalDependenciesCruised} imports, ${summary.violations.length} broken`,
)
process.exit(summary.violations.length === 0 ? 0 : 1)
