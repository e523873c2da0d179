import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'

/** Bytes of scripts, compressed, that a person waits for. */
const budget = 150_000

const root = fileURLToPath(new URL('..', import.meta.url))
const sources = join(root, 'src')
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'darkroom-first-load-'))
  // As it is sent: React for tests is three times as large.
  vi.stubEnv('NODE_ENV', 'production')
  await build({ root, logLevel: 'error', build: { outDir: folder, emptyOutDir: true } })
  vi.unstubAllEnvs()
})

afterAll(() => rm(folder, { recursive: true, force: true }))

/** The views that there are, by the files of their code. */
async function namesOfViews(): Promise<readonly string[]> {
  const files = await readdir(sources, { recursive: true })
  return files
    .map((file) => /^([a-z]+)[\\/]\1-view\.tsx$/.exec(file)?.[1])
    .filter((name) => name !== undefined)
}

/** The scripts that the document of a view names: what is fetched before the view can be there. */
async function scriptsOf(view: string): Promise<readonly string[]> {
  const html = await readFile(join(folder, `${view}.html`), 'utf8')
  return [...html.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.js)"/g)].map(([, path = '']) => path)
}

describe('the first load', () => {
  it('is at most 150 kB of scripts, whichever view is opened first', async () => {
    const names = await namesOfViews()
    expect(names).toEqual(expect.arrayContaining(['create', 'queue', 'gallery', 'workflows']))
    const tooLarge: Record<string, number> = {}
    for (const name of names) {
      const scripts = await scriptsOf(name)
      expect(scripts.some((path) => path.startsWith(`assets/${name}-view-`))).toBe(true)
      const files = await Promise.all(scripts.map((path) => readFile(join(folder, path))))
      const bytes = files.reduce((sum, file) => sum + gzipSync(file).length, 0)
      if (bytes > budget) tooLarge[name] = bytes
    }
    expect(tooLarge).toEqual({})
  })

  it('names each file once at the head of the document, and all of them', async () => {
    for (const name of await namesOfViews()) {
      const scripts = await scriptsOf(name)
      expect(new Set(scripts).size).toBe(scripts.length)
      const all = new Set(scripts)
      const texts = await Promise.all(scripts.map((path) => readFile(join(folder, path), 'utf8')))
      const imported = texts.flatMap((text) =>
        [...text.matchAll(/(?:from|import)\s*["']\.\/([^"']+\.js)["']/g)].map(
          ([, path]) => `assets/${path}`,
        ),
      )
      expect(imported.filter((path) => !all.has(path))).toEqual([])
    }
  })
})
