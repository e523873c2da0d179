import { registerMutant } from '../mutants/register-mutant.ts'
import { createFailpoint, parseFailpoint } from './failpoint.ts'
import { ordersSchema } from './orders.ts'
import { timings } from './timings.ts'

/** The whole product in a process that can be killed at a named moment. Ends when the referee closes its pipe. */
const orders = ordersSchema.parse(JSON.parse(process.env.CHAOS_ORDERS ?? '{}'))
// The mutant is registered before anything of the product is loaded.
if (orders.mutant !== undefined) registerMutant(orders.mutant)
const { createLog, parseConfig, startDarkroom } = await import('@darkroom/api')

process.stdin.on('end', () => process.exit(1)).resume()
const failpoint = createFailpoint(
  orders.failpoint === undefined ? undefined : parseFailpoint(orders.failpoint),
)
const { config } = parseConfig(orders.env)
const stop = Promise.withResolvers<void>()
process.once('SIGTERM', () => stop.resolve())
await using darkroom = await startDarkroom({
  config,
  log: await createLog(config.LOG_LEVEL),
  hooks: {
    queue: { failpoint, ballastBytes: orders.ballastBytes, compactAtLeastBytes: 4_096 },
    client: { timeoutMs: 700, submitTimeoutMs: 1_500 },
    generation: { failpoint, timings },
  },
})
console.log(`ready ${darkroom.port}`)
const failure = await Promise.race([stop.promise, darkroom.failed])
if (failure !== undefined && config.QUEUE === 'files') await stop.promise
else if (failure !== undefined) {
  console.error(failure)
  process.exitCode = 1
}
process.stdin.pause()
