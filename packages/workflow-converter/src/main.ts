#!/usr/bin/env node
import { run } from './cli/run.ts'

process.exitCode = run(process.argv.slice(2), {
  now: new Date(),
  print: (line) => console.log(line),
  tell: (line) => console.error(line),
})
