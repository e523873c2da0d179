#!/usr/bin/env node
import { once } from 'node:events'
import { parseArguments } from './cli/arguments.ts'
import { startProblem } from './cli/start-problem.ts'
import { parseOptions } from './options.ts'
import { startSimulator } from './simulator.ts'

const prepare = async () => {
  const { help, options } = parseArguments(process.argv.slice(2))
  if (help !== undefined) {
    console.log(help)
    return
  }
  const complete = parseOptions(options)
  return { complete, simulator: await startSimulator(complete) }
}

const stop = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
const prepared = await prepare().catch((error: unknown) => {
  const problem = startProblem(error)
  if (problem === undefined) throw error
  console.error(`${problem}\ncomfy-simulator --help tells what there is.`)
  process.exit(2)
})
if (prepared !== undefined) {
  await using simulator = prepared.simulator
  console.log(`ComfyUI ${prepared.complete.profile}, simulated: ${simulator.url}`)
  console.log(`Output: ${simulator.outputDirectory}`)
  await stop
}
