import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { findChromium } from './find-chromium.ts'

async function folderWith(names: readonly string[], mode = 0o755): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'darkroom-chromium-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  for (const name of names) {
    await writeFile(join(folder, name), '#!/bin/sh\n')
    await chmod(join(folder, name), mode)
  }
  return folder
}

test('a Chromium is the one that is named, else the first in PATH that can be run', async () => {
  const [none, data, first, second] = await Promise.all([
    folderWith([]),
    folderWith(['chromium'], 0o644),
    folderWith(['google-chrome', 'chromium-browser']),
    folderWith(['chromium']),
  ])
  const PATH = ['', none, data, first, second].join(delimiter)
  const found = (environment: NodeJS.ProcessEnv) => findChromium({ environment, platform: 'linux' })
  expect(found({ PATH, CHROMIUM_PATH: '/opt/mine' })).toBe('/opt/mine')
  expect(found({ PATH, CHROMIUM_PATH: '' })).toBe(join(first, 'chromium-browser'))
  expect(found({ PATH: second })).toBe(join(second, 'chromium'))
  expect(found({ PATH: none })).toBeUndefined()
  expect(found({})).toBeUndefined()
})
