import { findInputs, type InputOrigin } from '../src/index.ts'
import { corpusSources } from '../test/corpus-sources.ts'

/** The roles that the table of the README has, in its order. */
const roles = [
  'prompt',
  'negative_prompt',
  'seed',
  'steps',
  'cfg',
  'guidance',
  'width',
  'denoise',
  'model',
  'image',
  'reference',
  'control',
  'mask',
  'lora',
  'switch',
]

const origins: readonly InputOrigin[] = ['app_mode', 'declared', 'promoted', 'title', 'role']

/** Prints the README's table of inputs, from the corpus of workflows; its folder is the first argument. */
const [folder] = process.argv.slice(2)
const found = corpusSources(folder).map(({ source }) => findInputs(source))

const count = (has: (inputs: (typeof found)[number]) => boolean): number => found.filter(has).length
console.log(`${found.length} workflows`)
console.log('| its inputs come from | workflows |\n|---|---|')
for (const origin of origins) {
  console.log(
    `| \`${origin}\` | ${count(({ inputs }) => inputs.some(({ from }) => from === origin))} |`,
  )
}
console.log('| role | by its own name | several, each by another |\n|---|---|---|')
for (const role of roles) {
  const named = count(({ inputs, hidden }) =>
    [...inputs, ...hidden].some(({ key }) => key === role),
  )
  const several = count(
    ({ inputs, hidden }) =>
      [...inputs, ...hidden].some((input) => input.role === role) &&
      [...inputs, ...hidden].every(({ key }) => key !== role),
  )
  console.log(`| \`${role}\` | ${named} | ${several} |`)
}
const all = found.flatMap(({ inputs, hidden }) => [...inputs, ...hidden])
const places = all.filter(({ key }) => key.includes('.')).length
console.log(`${all.length} inputs, ${places} of them named by their place`)
console.log(`${found.filter(({ inputs }) => inputs.length === 0).length} without any`)
