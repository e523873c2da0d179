import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { runDarkroom, temporaryFolder } from './running-darkroom.ts'

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))

/** Starts the program as `npm start` does, from source. */
const startProgram = (cwd: string, environment: Record<string, string>) =>
  spawn(process.execPath, ['--conditions=@darkroom/source', main], {
    cwd,
    env: {
      PATH: process.env.PATH,
      BACKEND_HOST: '127.0.0.1',
      BACKEND_PORT: '0',
      COMFYUI_API_URL: 'http://127.0.0.1:9',
      GALLERY_STORAGE_PATH: `${cwd}/gallery`,
      STATE_PATH: `${cwd}/state`,
      ...environment,
    },
  })

test('a wrong configuration stops the start with a line for each problem', async () => {
  await using folder = await temporaryFolder()
  const child = startProgram(folder.path, {
    BACKEND_PORT: 'eighty',
    LOG_LEVEL: 'loud',
    SCENE_PRODUCER: 'openai:http://localhost:11434',
  })
  const [errors, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')])
  expect(code).toBe(1)
  expect(errors).toContain('BACKEND_PORT="eighty"')
  expect(errors).toContain('LOG_LEVEL="loud"')
  expect(errors).toContain('comes "#" and the name of a model')
  expect(errors.trim().split('\n')).toHaveLength(4)
})

test('a port that is taken stops the start with one line', async () => {
  await using folder = await temporaryFolder()
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const address = other.address()
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0
  const child = startProgram(folder.path, { BACKEND_PORT: String(port) })
  const [errors, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')])
  other.close()
  expect(code).toBe(1)
  expect(errors.trim()).toBe(
    `Port ${port} on 127.0.0.1 is taken by another program; stop it or set BACKEND_PORT to another.`,
  )
})

test.each(['GALLERY_STORAGE_PATH', 'STATE_PATH'])(
  'a folder that cannot be made stops the start with one line that names %s',
  async (key) => {
    await using folder = await temporaryFolder()
    const file = join(folder.path, 'file')
    await writeFile(file, '')
    const child = startProgram(folder.path, { [key]: join(file, 'inner') })
    const [errors, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')])
    expect(code).toBe(1)
    expect(errors).toMatch(new RegExp(`^${key}=.*/file/inner cannot be used: a file stands .*\\n$`))
  },
)

test('a second start with the same state says that Darkroom seems to run already', async () => {
  await using running = await runDarkroom()
  const child = startProgram(running.gallery, { STATE_PATH: running.state })
  const [errors, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')])
  expect(code).toBe(1)
  expect(errors).toBe(
    `Darkroom seems to run already: STATE_PATH=${running.state} is in use; stop it, or give a second one a STATE_PATH of its own.\n`,
  )
})

test.each(['SIGTERM', 'SIGINT'] as const)(
  'it starts without a ComfyUI, and %s ends it with status 0 though a client listens',
  async (signal) => {
    await using folder = await temporaryFolder()
    const child = startProgram(folder.path, {})
    let url = ''
    for await (const line of createInterface(child.stdout)) {
      const entry: unknown = JSON.parse(line)
      if (typeof entry !== 'object' || entry === null || !('msg' in entry)) continue
      if (entry.msg === 'ready' && 'url' in entry) url = String(entry.url)
      if (url !== '') break
    }
    const health = await (await fetch(`${url}/api/health`)).json()
    expect(health).toMatchObject({ status: 'degraded', comfyui: [{ status: 'down' }] })
    const events = await fetch(`${url}/api/events`)
    expect(events.status).toBe(200)
    child.kill(signal)
    const [[code]] = await Promise.all([once(child, 'exit'), events.text()])
    expect(code).toBe(0)
  },
)

test.runIf(process.platform === 'linux')(
  'the process that was started goes on with a small young generation, unless it was given another',
  async () => {
    await using folder = await temporaryFolder()
    const commandLine = async (environment: Record<string, string>): Promise<string> => {
      const child = startProgram(folder.path, environment)
      for await (const line of createInterface(child.stdout)) if (line.includes('ready')) break
      const line = await readFile(`/proc/${child.pid}/cmdline`, 'utf8')
      const exited = once(child, 'exit')
      child.kill()
      await exited
      return line
    }
    expect(await commandLine({})).toContain('--max-semi-space-size=4\0')
    const given = await commandLine({ NODE_OPTIONS: '--max-semi-space-size=16' })
    expect(given).not.toContain('semi-space')
  },
)
