import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { ConfigError } from './config-error.ts'
import { configSchema } from './config-schema.ts'
import { loadConfig, parseConfig } from './load-config.ts'
import { fileKey, secretKeys } from './secret-files.ts'

const temporaryFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'darkroom-config-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return folder
}

const problemsOf = (values: Record<string, string>): readonly string[] => {
  try {
    parseConfig(values)
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
  return []
}

test('without any value there is a default for everything', () => {
  const { config, sources } = parseConfig({})
  expect(config).toMatchObject({
    BACKEND_HOST: '0.0.0.0',
    BACKEND_PORT: 8000,
    COMFYUI_API_URL: ['http://localhost:8188'],
    CORS_ORIGINS: ['http://localhost:5173'],
    GALLERY_STORAGE_PATH: join(homedir(), 'images', 'outputs'),
    ALLOWED_HOSTS: [],
    ALLOW_PUBLIC_CLIENTS: false,
    GENERATION_TIMEOUT_SECONDS: 300,
    LOG_LEVEL: 'info',
  })
  expect(sources).toEqual({})
})

test('the environment wins over the .env file, and both are told apart', async () => {
  const directory = temporaryFolder()
  writeFileSync(join(directory, '.env'), 'BACKEND_PORT=9001\nLOG_LEVEL=debug\n# a comment\n')
  const { config, sources } = await loadConfig({
    environment: { BACKEND_PORT: '9002' },
    directory,
  })
  expect(config.BACKEND_PORT).toBe(9002)
  expect(config.LOG_LEVEL).toBe('debug')
  expect(sources).toEqual({ BACKEND_PORT: 'environment', LOG_LEVEL: '.env' })
})

test('lists are split at commas and trimmed, and a slash at the end of a server is dropped', () => {
  const { config } = parseConfig({
    COMFYUI_API_URL: 'http://localhost:8188/, http://gpu2:8188',
    ALLOWED_HOSTS: 'Darkroom.local, nas',
  })
  expect(config.COMFYUI_API_URL).toEqual(['http://localhost:8188', 'http://gpu2:8188'])
  expect(config.ALLOWED_HOSTS).toEqual(['darkroom.local', 'nas'])
})

test('a path may start with ~', () => {
  const { config } = parseConfig({ GALLERY_STORAGE_PATH: '~/pictures' })
  expect(config.GALLERY_STORAGE_PATH).toBe(join(homedir(), 'pictures'))
})

test.each([
  ['BACKEND_PORT', 'eighty'],
  ['BACKEND_PORT', '70000'],
  ['COMFYUI_API_URL', 'localhost:8188'],
  ['COMFYUI_API_URL', '127.0.0.1:8188'],
  ['COMFYUI_API_URL', 'notaurl'],
  ['COMFYUI_API_URL', 'http://'],
  ['COMFYUI_API_URL', 'http:/localhost:8188'],
  ['COMFYUI_API_URL', 'http://[::1'],
  ['COMFYUI_API_URL', 'http://localhost:99999'],
  ['COMFYUI_API_URL', 'ftp://localhost'],
  ['COMFYUI_API_URL', 'http://user:secret@localhost:8188'],
  ['COMFYUI_API_URL', ','],
  ['CORS_ORIGINS', '*'],
  ['CORS_ORIGINS', 'http://localhost:5173/app'],
  ['ALLOWED_HOSTS', 'http://nas'],
  ['ALLOWED_CLIENTS', '100.64.0.0/40'],
  ['ALLOW_PUBLIC_CLIENTS', 'maybe'],
  ['GENERATION_TIMEOUT_SECONDS', '0'],
  ['LOG_LEVEL', 'loud'],
])('%s=%s is refused in one line that names key and value', (key, value) => {
  const problems = problemsOf({ [key]: value })
  expect(problems).toHaveLength(1)
  expect(problems[0]).toContain(`${key}=${JSON.stringify(value)}: `)
})

test('every wrong value gets its line', () => {
  expect(problemsOf({ BACKEND_PORT: 'x', LOG_LEVEL: 'y' })).toHaveLength(2)
})

test('a secret is never shown', () => {
  expect(problemsOf({ API_TOKEN: 'hunter2' }).join('')).not.toContain('hunter2')
})

test('a value that is none of a few is told with those that there are', () => {
  expect(problemsOf({ LOG_LEVEL: 'loud' })).toEqual([
    'LOG_LEVEL="loud": must be one of trace, debug, info, warn, error, fatal, silent',
  ])
})

test('whatever a value is, it is taken or refused in lines that name its key', () => {
  const key = fc.constantFrom(...Object.keys(configSchema.shape))
  const url = fc.tuple(fc.constantFrom('http:', 'https:', 'http:/', 'http://'), fc.string())
  const value = fc.oneof(
    fc.string(),
    fc.webUrl(),
    url.map((parts) => parts.join('')),
  )
  fc.assert(
    fc.property(key, value, (name, text) => {
      for (const problem of problemsOf({ [name]: text })) expect(problem).toContain(`${name}=`)
    }),
  )
})

test('a key that is nearly ours is told with the one that was meant; what belongs to other programs is not', async () => {
  const directory = temporaryFolder()
  writeFileSync(
    join(directory, '.env'),
    'COMFYUI_URL=http://gpu:8188\nGALERY_STORAGE_PATH=/x\nDATABASE_URL=y\nLOG_LEVEL=info\n',
  )
  const { warnings } = await loadConfig({
    environment: { BACKEND_PROT: '9', HOST: 'x', PORT: '1', PATH: '/bin', LOGLEVEL: 'x' },
    directory,
  })
  expect(warnings).toEqual([
    'COMFYUI_URL in .env is not a setting of Darkroom and is ignored; did you mean "COMFYUI_API_URL"?',
    'DATABASE_URL in .env is not a setting of Darkroom and is ignored; .env.example lists those that are.',
    'GALERY_STORAGE_PATH in .env is not a setting of Darkroom and is ignored; did you mean "GALLERY_STORAGE_PATH"?',
    'BACKEND_PROT in the environment is not a setting of Darkroom and is ignored; did you mean "BACKEND_PORT"?',
    'LOGLEVEL in the environment is not a setting of Darkroom and is ignored; did you mean "LOG_LEVEL"?',
  ])
})

test('the gallery is not among what is kept in the state folder, but may be beside it', () => {
  const root = temporaryFolder()
  const problems = (gallery: string) =>
    problemsOf({ STATE_PATH: root, GALLERY_STORAGE_PATH: join(root, gallery) })
  expect(problems('')[0]).toContain('must not be the folder of STATE_PATH')
  for (const gallery of ['gallery', 'thumbnails/trip', 'gallery/']) {
    expect(problems(gallery)).toEqual([
      expect.stringMatching(/^GALLERY_STORAGE_PATH=.* must not be in /),
    ])
  }
  expect(problems('pictures')).toEqual([])
  expect(problems('gallery-2')).toEqual([])
  const shared = { STATE_PATH: `${root}-own`, SHARED_STATE_PATH: root }
  expect(problemsOf({ ...shared, GALLERY_STORAGE_PATH: join(root, 'uploads') })).toEqual([
    expect.stringContaining('Darkroom keeps for itself in SHARED_STATE_PATH'),
  ])
})

test('.env.example names every setting, each with a value that is taken', () => {
  const example = readFileSync(new URL('../../../../.env.example', import.meta.url), 'utf8')
  const file = parseEnv(example.replaceAll(/^# ?(?=[A-Z_]+=)/gm, ''))
  const others = [...secretKeys.map(fileKey), 'DARKROOM_CONFIG']
  expect(Object.keys(file).toSorted()).toEqual(
    [...Object.keys(configSchema.shape), ...others].toSorted(),
  )
  const parse = (values: NodeJS.Dict<string>) => parseConfig({}, [{ name: '.env', values }])
  expect(parse(file).warnings).toEqual([])
  expect(parse(parseEnv(example)).config).toEqual(parseConfig({}).config)
})
