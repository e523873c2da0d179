// Takes the pictures of the page that the documentation shows, of a real server before a simulated ComfyUI:
//   node --conditions=@darkroom/source scripts/take-screenshots.ts
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'
import { build } from 'vite'
import { boatWorkflow } from '../test/boat-workflow.ts'
import { findChromium } from '../test/find-chromium.ts'
import { type RunningDarkroom, runDarkroom } from '../test/running-darkroom.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const target = fileURLToPath(new URL('../../../docs/page/', import.meta.url))

const model = 'base/dreamscape_xl.safetensors'
const prompts = [
  'a lighthouse on a cliff at dawn, soft light, sea spray',
  'a red boat on a quiet lake, mountains, mist',
  'an old library with tall windows, dust in the light',
  'a fox in fresh snow, golden hour',
  'a harbour at dusk, lanterns, calm water',
  'a castle above the clouds, storm far away',
]
const shapes = [
  { width: 768, height: 768 },
  { width: 640, height: 896 },
  { width: 896, height: 640 },
]

const story =
  'Mia, a girl with red hair, finds a lantern in a dark forest. She follows its light over a river to an old lighthouse, where her lost brother waits at dawn.'

const post = async ({ url }: RunningDarkroom, path: string, body: string): Promise<unknown> => {
  const answer = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  })
  if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`)
  return answer.json()
}

const generate = (darkroom: RunningDarkroom, number: number, steps: number): Promise<unknown> =>
  post(
    darkroom,
    '/api/generate',
    JSON.stringify({
      prompt: prompts[number % prompts.length],
      model,
      steps,
      seed: 1000 + number,
      resolution: shapes[number % shapes.length],
    }),
  )

/** Makes the pictures of a story. */
async function tell(darkroom: RunningDarkroom): Promise<void> {
  const asked = { story_description: story, frame_count: 6, model }
  const written = await post(darkroom, '/api/sequence/prompts', JSON.stringify(asked))
  const { sequence_id, prompts: frames } = Object(written)
  const parameters = { steps: 4, seed: 400, resolution: { width: 896, height: 640 } }
  await post(
    darkroom,
    '/api/sequence/generate',
    JSON.stringify({ sequence_id, prompts: frames, parameters, seed_mode: 'incremental' }),
  )
}

/** Resolves when nothing runs or waits any more. */
async function idle({ url }: RunningDarkroom): Promise<void> {
  const events = await fetch(`${url}/api/events`)
  let text = ''
  for await (const chunk of events.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk
    const counts = [...text.matchAll(/"counts":(\{[^}]*\})/g)].at(-1)?.[1]
    const { queued = 1, processing = 1 } = counts === undefined ? {} : JSON.parse(counts)
    if (queued + processing === 0) return
  }
}

const wait = (page: Page, role: 'img' | 'heading' | 'grid'): Promise<void> =>
  page.getByRole(role).first().waitFor()

/** Milliseconds until a view has all its pictures. */
const settleMs = 2000

interface Shot {
  readonly name: string
  readonly path: string
  readonly ready: (page: Page) => Promise<unknown>
}

/** Taken while nothing else is in the queue. */
const create: Shot = {
  name: 'create',
  path: '/',
  ready: async (page) => {
    await page.getByLabel('Prompt', { exact: true }).fill(prompts[0] ?? '')
    await page.getByRole('button', { name: 'Generate' }).click()
    const cancel = page.getByRole('button', { name: 'Cancel' })
    await cancel.waitFor()
    await cancel.waitFor({ state: 'detached' })
  },
}

/** Taken while the queue is full. */
const others: readonly Shot[] = [
  { name: 'queue', path: '/queue', ready: (page) => wait(page, 'img') },
  { name: 'gallery', path: '/gallery', ready: (page) => wait(page, 'img') },
  {
    name: 'workflows',
    path: '/workflows?name=boats',
    ready: (page) => page.getByRole('button', { name: 'Run' }).first().waitFor(),
  },
  {
    name: 'frames',
    path: '/stories?new=1',
    ready: async (page) => {
      await page.getByRole('textbox', { name: 'Story', exact: true }).fill(story)
      await page.getByRole('button', { name: 'Make frames' }).click()
      await page.getByRole('textbox', { name: 'Prompt of frame 7' }).waitFor()
    },
  },
  {
    name: 'stories',
    path: '/stories',
    ready: async (page) => {
      await page.getByRole('list', { name: 'Stories' }).getByRole('link').first().click()
      await page.getByRole('link', { name: 'Open frame 6' }).waitFor()
    },
  },
  {
    name: 'servers',
    path: '/servers',
    ready: (page) => page.getByRole('heading', { level: 2 }).first().waitFor(),
  },
  { name: 'settings', path: '/settings', ready: (page) => wait(page, 'heading') },
]

async function take(
  browser: Browser,
  darkroom: RunningDarkroom,
  { theme, shots }: { readonly theme: 'light' | 'dark'; readonly shots: readonly Shot[] },
): Promise<void> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    colorScheme: theme,
  })
  const page = await context.newPage()
  const devtools = await context.newCDPSession(page)
  for (const { name, path, ready } of shots) {
    await page.goto(`${darkroom.url}${path}`)
    await ready(page)
    // For thumbnails that are being made and decoded.
    await page.waitForTimeout(settleMs)
    const { data } = await devtools.send('Page.captureScreenshot', { format: 'webp', quality: 82 })
    await writeFile(join(target, `${name}-${theme}.webp`), Buffer.from(data, 'base64'))
    console.log(`${name}-${theme}.webp`)
  }
  await context.close()
}

const executablePath = findChromium()
if (executablePath === undefined) throw new Error('No Chromium was found; CHROMIUM_PATH names one.')
const folder = await mkdtemp(join(tmpdir(), 'darkroom-page-'))
try {
  await build({ root, logLevel: 'warn', build: { outDir: folder, emptyOutDir: true } })
  await mkdir(target, { recursive: true })
  await using browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  for (const theme of ['dark', 'light'] as const) {
    await using darkroom = await runDarkroom({
      page: folder,
      simulation: { paint: 'full', previewMethod: 'latent2rgb', stepsPerSecond: 40 },
    })
    await post(darkroom, '/api/workflows?name=boats', boatWorkflow())
    for (let number = 0; number < 24; number += 1) await generate(darkroom, number, 4)
    await tell(darkroom)
    await idle(darkroom)
    await take(browser, darkroom, { theme, shots: [create] })
    for (let number = 0; number < 5; number += 1) await generate(darkroom, number, 100)
    await post(
      darkroom,
      '/api/batch',
      JSON.stringify({ prompt: prompts[3], model, batch_count: 6, steps: 100 }),
    )
    await take(browser, darkroom, { theme, shots: others })
  }
} finally {
  await rm(folder, { recursive: true, force: true })
}
