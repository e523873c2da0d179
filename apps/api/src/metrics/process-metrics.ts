import { collectDefaultMetrics, register } from 'prom-client'

let begun = false

/** Of the library, but gauges whose names say that they are counters; the same is told by type. */
const misnamed = ['handles', 'requests', 'resources'].map((of) => `nodejs_active_${of}_total`)

function begin(): void {
  begun = true
  collectDefaultMetrics({ register })
  for (const name of misnamed) register.removeSingleMetric(name)
}

/**
 * What Node tells of this process: processor time, memory, event loop, collector. Its measurements are the process’, so they stand in the
 * registry of the library, and begin once; with the first who asks, for they look a hundred times a second.
 */
export async function processMetrics(): Promise<string> {
  if (!begun) begin()
  return await register.metrics()
}
