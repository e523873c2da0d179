import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { build } from 'vite'
import type { TestProject } from 'vitest/node'
import { findChromium } from './find-chromium.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the browser of all tests listens; undefined where there is none. */
    browser: string | undefined
    /** The folder of the page, built from the sources as they are. */
    builtPage: string
  }
}

const root = fileURLToPath(new URL('..', import.meta.url))

/** Builds the page and starts a browser, once for all test files. */
export async function setup({ provide }: TestProject): Promise<(() => Promise<void>) | undefined> {
  const executablePath = findChromium()
  if (executablePath === undefined) {
    console.log(
      'No Chromium was found: the tests in a browser are left out. CHROMIUM_PATH names one.',
    )
    provide('browser', undefined)
    provide('builtPage', '')
    return
  }
  await using stack = new AsyncDisposableStack()
  const folder = await mkdtemp(join(tmpdir(), 'darkroom-page-'))
  stack.defer(() => rm(folder, { recursive: true, force: true }))
  await build({ root, logLevel: 'warn', build: { outDir: folder, emptyOutDir: true } })
  const server = await chromium.launchServer({
    executablePath,
    // A sandbox needs rights that a container may not have; only our own page is opened.
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  })
  stack.defer(() => server.close())
  provide('browser', server.wsEndpoint())
  provide('builtPage', folder)
  const resources = stack.move()
  return () => resources.disposeAsync()
}
