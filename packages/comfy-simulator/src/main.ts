#!/usr/bin/env node
import { once } from 'node:events'
import { parseArguments } from './cli/arguments.ts'
import { parseOptions } from './options.ts'
import { startSimulator } from './simulator.ts'

const { help, options } = parseArguments(process.argv.slice(2))
if (help !== undefined) {
  console.log(help)
} else {
  const complete = parseOptions(options)
  await using simulator = await startSimulator(complete)
  console.log(`ComfyUI ${complete.profile}, simulated: ${simulator.url}`)
  console.log(`Output: ${simulator.outputDirectory}`)
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
}
