import { createSimulator } from '@darkroom/comfy-simulator'
import { z } from 'zod'

const ordersSchema = z.object({
  port: z.number(),
  oracleLog: z.string(),
  outputDirectory: z.string(),
  inputDirectory: z.string().optional(),
  stepsPerSecond: z.number(),
  profile: z.enum(['0.3.64', '0.8.0', '0.38.1']),
})

/**
 * A ComfyUI in a process of its own. An input line of JSON adds a fault, `clear` removes all; the answer to any line is
 * the number of faults that have not happened yet.
 */
const orders = ordersSchema.parse(JSON.parse(process.env.CHAOS_ORDERS ?? '{}'))
const { faults, port } = await createSimulator({ ...orders, paint: 'plain' })
console.log(`ready ${port}`)
process.stdin.on('end', () => process.exit(1))
for await (const text of process.stdin) {
  for (const line of String(text).trim().split('\n')) {
    if (line === 'clear') faults.clear()
    else if (line !== 'count') faults.add(JSON.parse(line))
    console.log(`heard ${faults.list().filter(({ fault, hits }) => hits !== fault.times).length}`)
  }
}
