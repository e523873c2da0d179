import { parseArgs } from 'node:util'
import { measureAccepts } from './accepts.ts'
import { measureBatches } from './batches.ts'
import { measureJobOverhead } from './job-overhead.ts'
import { measurePage } from './page/page.ts'
import { measureProgressLatency } from './progress-latency.ts'
import { measureStart } from './start.ts'

const benches = {
  start: measureStart,
  'job-overhead': measureJobOverhead,
  accepts: measureAccepts,
  'progress-latency': measureProgressLatency,
  batches: measureBatches,
  page: measurePage,
}

const isBench = (name: string): name is keyof typeof benches => name in benches

const { positionals } = parseArgs({ allowPositionals: true })
const unknown = positionals.find((name) => !isBench(name))
if (unknown !== undefined) {
  console.error(`There is no bench ${unknown}; there are ${Object.keys(benches).join(', ')}.`)
  process.exit(1)
}
for (const name of positionals.length === 0 ? Object.keys(benches) : positionals) {
  if (!isBench(name)) continue
  console.log(`\n## ${name}`)
  await benches[name]()
}
