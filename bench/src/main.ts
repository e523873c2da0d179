import { parseArgs } from 'node:util'
import { measureBatches } from './batches.ts'
import { compare } from './compare/compare.ts'
import { measurePage } from './page/page.ts'
import { measureShared } from './shared/shared.ts'
import { measureSuite } from './suite/suite.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    sizes: { type: 'string' },
    full: { type: 'boolean', default: false },
    json: { type: 'string' },
    only: { type: 'string' },
  },
})

const sizes = values.sizes?.split(',').map(Number)

const benches = {
  table: () =>
    measureSuite({
      sizes,
      full: values.full,
      json: values.json,
      only: values.only?.split(','),
    }),
  compare: () => compare(sizes),
  batches: measureBatches,
  page: measurePage,
  shared: () => measureShared({ json: values.json, only: values.only?.split(',') }),
}

const isBench = (name: string): name is keyof typeof benches => name in benches

const names = positionals.length === 0 ? ['table'] : positionals
const unknown = names.find((name) => !isBench(name))
if (unknown !== undefined) {
  console.error(`There is no bench ${unknown}; there are ${Object.keys(benches).join(', ')}.`)
  process.exit(1)
}
for (const name of names) {
  if (!isBench(name)) continue
  console.log(`\n## ${name}`)
  await benches[name]()
}
