import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { chromium, type Page } from 'playwright-core'
import { expect, inject } from 'vitest'
import { type RunningDarkroom, type RunOptions, runDarkroom } from './running-darkroom.ts'

/** Whether there is a browser: `describe.skipIf(!hasBrowser)`. */
export const hasBrowser: boolean = inject('browser') !== undefined

export interface OpenPage extends AsyncDisposable {
  readonly page: Page
  readonly darkroom: RunningDarkroom
  /** Where the page is, without a slash at the end. */
  readonly url: string
  /** What the page and the browser complained of so far: it is to be empty at the end, which disposing checks. */
  readonly complaints: string[]
  /** Whether nothing is wrong for people who hear the page or use its keys, by axe's rules for WCAG 2.2 AA. */
  checkAccess(): Promise<void>
}

export interface OpenOptions extends RunOptions {
  /** The view to open; `/` unless given. */
  readonly path?: string
  /** Pixels; 1280 × 800 unless given. */
  readonly viewport?: { readonly width: number; readonly height: number }
  readonly theme?: 'light' | 'dark'
}

/** 360 px, the narrowest screen that people use it on. */
export const phone = { width: 360, height: 740 }

const axeSource = (): Promise<string> =>
  readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What the browser logs of an answer that is no success; the page shows it by itself. */
const isRefusal = (text: string): boolean => text.startsWith('Failed to load resource')

async function violations(page: Page): Promise<readonly string[]> {
  // As a string and not as a script of the page, which its Content-Security-Policy refuses.
  await page.evaluate(await axeSource())
  return page.evaluate(async () => {
    const { axe } = Object(globalThis)
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
    const result = await axe.run(document, { runOnly: tags })
    return result.violations.flatMap(
      ({
        id,
        help,
        nodes,
      }: {
        id: string
        help: string
        nodes: { html: string; target: string[] }[]
      }) =>
        nodes.map(
          ({ html, target }) => `${id}: ${help}: ${target.join(' ')}: ${html.slice(0, 200)}`,
        ),
    )
  })
}

/** Runs Darkroom with a simulated ComfyUI and opens its page in a browser of its own kind: no cookies, nothing kept. */
export async function openPage({
  path = '/',
  viewport = { width: 1280, height: 800 },
  theme = 'dark',
  ...options
}: OpenOptions = {}): Promise<OpenPage> {
  await using stack = new AsyncDisposableStack()
  const darkroom = stack.use(await runDarkroom({ ...options, page: inject('builtPage') }))
  const { url } = darkroom
  const browser = await chromium.connect(inject('browser') ?? '')
  stack.defer(() => browser.close())
  const context = await browser.newContext({
    viewport,
    colorScheme: theme,
    reducedMotion: 'reduce',
    hasTouch: viewport.width < 600,
    acceptDownloads: true,
  })
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => {
    if (message.type() !== 'error' && message.type() !== 'warning') return
    if (!isRefusal(message.text())) complaints.push(message.text())
  })
  await page.goto(`${url}${path}`)
  const resources = stack.move()
  return {
    page,
    darkroom,
    url,
    complaints,
    async checkAccess() {
      expect(await violations(page)).toEqual([])
    },
    async [Symbol.asyncDispose]() {
      await resources.disposeAsync()
      expect(complaints).toEqual([])
    },
  }
}
