import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ConfigError } from './config-error.ts'
import type { Values } from './layer.ts'
import { loadConfig } from './load-config.ts'

let directory = ''
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'darkroom-config-'))
})
afterEach(() => rmSync(directory, { recursive: true }))

const write = (name: string, text: string): string => {
  const path = join(directory, name)
  writeFileSync(path, text)
  return path
}
const load = (environment: Values) => loadConfig({ environment, directory })
const problemsOf = async (environment: Values): Promise<readonly string[]> => {
  const error: unknown = await load(environment).then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (error instanceof ConfigError) return error.problems
  throw new Error('It was taken.', { cause: error })
}
const toml = (text: string): Values => ({ DARKROOM_CONFIG: write('darkroom.toml', text) })

test('a file has the same keys, with numbers, flags and lists as TOML writes them', async () => {
  const { config, sources, warnings } = await load(
    toml(`
# where it listens
BACKEND_PORT = 9000
ACCEPT_WHILE_DOWN = true
COMFYUI_API_URL = ["http://gpu1:8188", "http://gpu2:8188"]
DOORS = "openai,mcp"
LOG_LEVEL = ""
`),
  )
  expect(config).toMatchObject({
    BACKEND_PORT: 9000,
    ACCEPT_WHILE_DOWN: true,
    COMFYUI_API_URL: ['http://gpu1:8188', 'http://gpu2:8188'],
    DOORS: ['openai', 'mcp'],
    LOG_LEVEL: 'info',
  })
  const path = join(directory, 'darkroom.toml')
  expect(sources).toEqual({
    BACKEND_PORT: path,
    ACCEPT_WHILE_DOWN: path,
    COMFYUI_API_URL: path,
    DOORS: path,
  })
  expect(warnings).toEqual([])
})

test('the environment wins over .env, and .env over the file, which .env may name', async () => {
  const path = write('darkroom.toml', 'BACKEND_PORT = 1\nQUEUE_LIMIT = 1\nMIN_FREE_MB = 1\n')
  write('.env', `DARKROOM_CONFIG=${path}\nBACKEND_PORT=2\nQUEUE_LIMIT=2\n`)
  const { config, sources, warnings } = await load({ BACKEND_PORT: '3' })
  expect(config).toMatchObject({ BACKEND_PORT: 3, QUEUE_LIMIT: 2, MIN_FREE_MB: 1 })
  expect(sources).toEqual({ BACKEND_PORT: 'environment', QUEUE_LIMIT: '.env', MIN_FREE_MB: path })
  expect(warnings).toEqual([])
})

test.each([
  ['BACKEND_PORT = 70000', /^BACKEND_PORT="70000" in \/.*darkroom\.toml: must be between /],
  ['BACKEND_PORT = 80.5', /^BACKEND_PORT="80\.5" in \/.*darkroom\.toml: must be a whole number$/],
  ['BACKEND_PORT = 2026-11-28', /^BACKEND_PORT in \/.*darkroom\.toml: must be text, a number/],
  ['[BACKEND]\nPORT = 8000', /^BACKEND in \/.*there are no tables$/],
  ['DOORS = [["openai"]]', /^DOORS in \/.*must be a list of texts$/],
  ['DOORS = ["openai,mcp"]', /^DOORS in \/.*without commas$/],
  ['BACKEND_PORT = 1\nBACKEND_PORT = 2', /darkroom\.toml cannot be understood: .*\(line 2, /],
])('%j is refused in one line that names key and file', async (text, line) => {
  expect(await problemsOf(toml(text))).toEqual([expect.stringMatching(line)])
})

test('a file that cannot be understood, or has a wrong token, does not end up in the log', async () => {
  for (const text of ['API_TOKEN = hunter2', 'API_TOKEN = "hunter2"', 'API_TOKEN = "hunter2']) {
    expect((await problemsOf(toml(text))).join('')).not.toContain('hunter2')
  }
})

test('a file that is not there is no empty one', async () => {
  const missing = join(directory, 'none.toml')
  expect(await problemsOf({ DARKROOM_CONFIG: missing })).toEqual([
    `DARKROOM_CONFIG=${JSON.stringify(missing)}: cannot be read, there is no such file`,
  ])
  expect(await problemsOf({ DARKROOM_CONFIG: directory })).toEqual([
    expect.stringContaining('it is a folder'),
  ])
})

test('a key of a file that is not ours is told with the one that was meant', async () => {
  const { warnings } = await load(toml('backend_port = 1\nTHEME = "dark"\n'))
  expect(warnings).toEqual([
    expect.stringMatching(/^THEME in .*darkroom\.toml is not a setting of Darkroom/),
    expect.stringMatching(/^backend_port in .* did you mean "BACKEND_PORT"\?$/),
  ])
})

test('a secret is in a file of its own, which any place may name', async () => {
  const token = write('token', '  a token with spaces \n')
  const key = write('key', 'sk-1234\r\n')
  write(
    'darkroom.toml',
    `SCENE_PRODUCER_API_KEY_FILE = "${key}"\nAPI_TOKEN = "the one of the file"`,
  )
  const { config, sources, warnings } = await load({
    DARKROOM_CONFIG: join(directory, 'darkroom.toml'),
    API_TOKEN_FILE: token,
  })
  expect(config.API_TOKEN).toBe('  a token with spaces')
  expect(config.SCENE_PRODUCER_API_KEY).toBe('sk-1234')
  expect(sources).toEqual({ API_TOKEN: token, SCENE_PRODUCER_API_KEY: key })
  expect(warnings).toEqual([])
})

test('the file of a secret that is missing, empty, too short or one of two is told with its path', async () => {
  const missing = join(directory, 'none')
  expect(await problemsOf({ API_TOKEN_FILE: missing })).toEqual([
    `API_TOKEN_FILE=${JSON.stringify(missing)} in the environment: cannot be read, there is no such file`,
  ])
  expect(await problemsOf({ API_TOKEN_FILE: write('empty', '\n') })).toEqual([
    expect.stringMatching(/^API_TOKEN_FILE=.*: is empty$/),
  ])
  const short = write('short', 'hunter2\n')
  expect(await problemsOf({ API_TOKEN_FILE: short })).toEqual([
    `API_TOKEN=(7 characters) in ${short}: must have at least 16 characters`,
  ])
  expect(await problemsOf({ API_TOKEN_FILE: short, API_TOKEN: 'a-token-of-16-letters' })).toEqual([
    'API_TOKEN and API_TOKEN_FILE are both set in the environment; leave one of them out.',
  ])
})
