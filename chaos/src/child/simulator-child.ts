import { createSimulator } from '@darkroom/comfy-simulator'
import { z } from 'zod'

const ordersSchema = z.object({
  port: z.number(),
  oracleLog: z.string(),
  outputDirectory: z.string(),
  stepsPerSecond: z.number(),
  profile: z.enum(['0.3.64', '0.8.0', '0.38.1']),
})

/**
 * A ComfyUI in a process of its own. A line of JSON on its input is a fault to add, `clear` takes all away, anything is
 * answered with how many faults still wait to happen.
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
