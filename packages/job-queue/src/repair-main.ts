#!/usr/bin/env node
import { describeRepair, repairJournal } from './file/repair-journal.ts'

const [directory, ...rest] = process.argv.slice(2)

if (directory === undefined || rest.length > 0) {
  console.error('Usage: darkroom-queue-repair DIRECTORY')
  process.exitCode = 2
} else {
  try {
    console.log(describeRepair(await repairJournal(directory)))
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}
