import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const example = fileURLToPath(new URL('../examples/browse.ts', import.meta.url))

test('a program that opens a gallery and closes it ends by itself, with all done', async () => {
  const run = promisify(execFile)(process.execPath, ['--conditions=@darkroom/source', example])
  const { stdout, stderr } = await run
  expect(stderr).toBe('')
  expect(stdout.trim().split('\n').at(-1)).toBe('true')
})
