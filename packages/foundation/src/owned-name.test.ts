import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { ownedName, ownerState } from './owned-name.ts'

const module = fileURLToPath(new URL('./owned-name.ts', import.meta.url))

test('what this process made is in use, also in a thread of it, and each name is another', () => {
  expect(ownerState(ownedName('.json'))).toBe('alive')
  expect(ownerState(ownedName())).toBe('alive')
  expect(ownedName()).not.toBe(ownedName())
})

test('what a process made is left over once that has ended, and not before', async () => {
  const script = `import { ownedName } from ${JSON.stringify(module)}; console.log(ownedName('.part')); process.stdin.resume()`
  const child = spawn(process.execPath, ['--input-type=module-typescript', '--eval', script], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const [line] = await once(child.stdout, 'data')
  const name = String(line).trim()
  expect(ownerState(name)).toBe('alive')
  const exited = once(child, 'exit')
  child.kill('SIGKILL')
  await exited
  expect(ownerState(name)).toBe('ended')
})

test.skipIf(process.platform !== 'linux')(
  'a process that got the id of a former one is not its owner',
  () => {
    const [place, pid, started, id] = ownedName().split('.')
    expect(ownerState([place, pid, Number(started) - 1, id].join('.'))).toBe('ended')
  },
)

test('nobody is asked for names of other machines and other forms', () => {
  const [, pid, started, id] = ownedName().split('.')
  expect(ownerState(['0123456789abcdef', pid, started, id].join('.'))).toBe('unknown')
  expect(ownerState('0123abcd-4711-some.json')).toBe('unknown')
  expect(ownerState('')).toBe('unknown')
})
