import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { ConfigError, loadConfig, parseConfig } from './load-config.ts'

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

test('the environment wins over the .env file, and both are told apart', () => {
  const directory = temporaryFolder()
  writeFileSync(join(directory, '.env'), 'BACKEND_PORT=9001\nLOG_LEVEL=debug\n# a comment\n')
  const { config, sources } = loadConfig({ environment: { BACKEND_PORT: '9002' }, directory })
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
