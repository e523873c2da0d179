import { readFileSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { SharedTurns } from '../src/shared-turns.ts'

/** Counts in a file in so many turns, or takes one turn and keeps it until it is told to end. */
const [, , root = '', times = '1', patienceMs] = process.argv
const turns = new SharedTurns({
  root,
  directory: 'turns',
  ...(patienceMs === undefined ? {} : { patienceMs: Number(patienceMs) }),
})

if (times === 'hold') {
  const turn = await turns.take()
  writeSync(1, 'taken\n')
  process.once('SIGTERM', () => void turn[Symbol.asyncDispose]().then(() => process.exit(0)))
  await setTimeout(2 ** 30)
} else {
  const path = join(root, 'count')
  for (let number = 0; number < Number(times); number += 1) {
    await using _turn = await turns.take()
    const count = Number(readFileSync(path, 'utf8'))
    await setTimeout(0)
    writeFileSync(path, String(count + 1))
  }
}
