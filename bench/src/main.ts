import { availableParallelism, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { measureAccepts } from './accepts.ts'
import { measureBatches } from './batches.ts'
import { comparePeers } from './compare/compare-peers.ts'
import { measureJobOverhead } from './job-overhead.ts'
import { measurePage } from './page/page.ts'
import { measurePipeline } from './pipeline.ts'
import { measureProgressLatency } from './progress-latency.ts'
import { measureServed } from './served.ts'
import { measureStart } from './start.ts'
import { measureWaiting } from './waiting.ts'

const benches = {
  start: measureStart,
  'job-overhead': measureJobOverhead,
  accepts: measureAccepts,
  'progress-latency': measureProgressLatency,
  batches: measureBatches,
  pipeline: measurePipeline,
  waiting: measureWaiting,
  served: measureServed,
  page: measurePage,
  compare: comparePeers,
}

const isBench = (name: string): name is keyof typeof benches => name in benches

const { positionals, values } = parseArgs({
  allowPositionals: true,
  // Of what is measured at several sizes: numbers of jobs or pictures, as `1000,10000`.
  options: { sizes: { type: 'string' } },
})
const sizes = values.sizes?.split(',').map(Number)
const unknown = positionals.find((name) => !isBench(name))
if (unknown !== undefined) {
  console.error(`There is no bench ${unknown}; there are ${Object.keys(benches).join(', ')}.`)
  process.exit(1)
}
const load = loadavg().map((value) => value.toFixed(1))
console.log(`Node ${process.version}, ${availableParallelism()} cores, load average ${load[0]}`)
// The peers are installed, which nobody expects of a bench that was not asked for.
const ours = Object.keys(benches).filter((name) => name !== 'compare')
for (const name of positionals.length === 0 ? ours : positionals) {
  if (!isBench(name)) continue
  console.log(`\n## ${name}`)
  await benches[name]({ sizes })
}
