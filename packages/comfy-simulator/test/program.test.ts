import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { text as streamText } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { createSimulator } from '../src/index.ts'
import { textToImage } from './text-to-image.ts'

const program = [
  '--conditions=@darkroom/source',
  fileURLToPath(new URL('../src/main.ts', import.meta.url)),
]

const launch = async (args: readonly string[]): Promise<{ child: ChildProcess; url: string }> => {
  const child = spawn(process.execPath, [...program, '--port', '0', ...args])
  onTestFinished(() => void child.kill('SIGKILL'))
  const [chunk] = await once(child.stdout, 'data')
  const url = /http:\/\/\S+/.exec(String(chunk))?.[0] ?? ''
  return { child, url }
}

test('the program survives being killed: files stay, numbers go on, the oracle knows', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'simulator-program-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const output = path.join(folder, 'output')
  const oracle = path.join(folder, 'oracle.jsonl')
  const args = [
    '--output-directory',
    output,
    '--oracle-log',
    oracle,
    '--paint',
    'plain',
    '--steps-per-second',
    '0',
  ]
  const run = async (url: string, seed: number, files: number): Promise<void> => {
    const body = JSON.stringify({ prompt: textToImage({ seed }) })
    expect((await fetch(`${url}/prompt`, { method: 'POST', body })).status).toBe(200)
    await expect.poll(() => readdirSync(output)).toHaveLength(files)
    // The picture is there a moment before the end is written down.
    const isDone = (line: string): boolean => line.includes('"finish"')
    const ends = (): string[] => readFileSync(oracle, 'utf8').split('\n').filter(isDone)
    await expect.poll(ends).toHaveLength(files)
  }
  const first = await launch(args)
  await run(first.url, 1, 1)
  first.child.kill('SIGKILL')
  await once(first.child, 'exit')
  const second = await launch([...args, '--fault', 'server-error,route=GET /queue,times=1'])
  expect((await fetch(`${second.url}/queue`)).status).toBe(500)
  expect((await fetch(`${second.url}/queue`)).status).toBe(200)
  await run(second.url, 2, 2)
  expect(readdirSync(output).toSorted()).toEqual(['test_00001_.png', 'test_00002_.png'])
  second.child.kill('SIGTERM')
  expect(await once(second.child, 'exit')).toEqual([0, null])
  const lines = readFileSync(oracle, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(lines.map(({ event, boot }) => `${event} ${boot}`)).toEqual([
    'boot 1',
    'enqueue 1',
    'start 1',
    'finish 1',
    'boot 2',
    'enqueue 2',
    'start 2',
    'finish 2',
    'shutdown 2',
  ])
  expect(lines.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
})

const refusal = async (args: readonly string[]) => {
  const child = spawn(process.execPath, [...program, ...args])
  const [errors, printed, [code]] = await Promise.all([
    streamText(child.stderr),
    streamText(child.stdout),
    once(child, 'exit'),
  ])
  return { errors, printed, code }
}

test('help is printed', async () => {
  const { printed, code } = await refusal(['--help'])
  expect(printed).toContain('--fault KIND')
  expect(code).toBe(0)
})

test('a port that is taken is one line, with status 2', async () => {
  await using other = await createSimulator()
  const { errors, code } = await refusal(['--port', String(other.port)])
  expect(errors).toBe(
    'The port is taken by another program; stop it or choose another with --port.\n' +
      'comfy-simulator --help tells what there is.\n',
  )
  expect(code).toBe(2)
})

test('a wrong option of the library is a rejection, not an exception', async () => {
  const starting = createSimulator({ port: -1 })
  await expect(starting).rejects.toThrow('Too small')
})
