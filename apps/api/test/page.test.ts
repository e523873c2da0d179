import { mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rawRequest } from './raw-request.ts'
import { problem, type RunningDarkroom, runDarkroom, temporaryFolder } from './running-darkroom.ts'

let running: RunningDarkroom
let folder: string
const stack = new AsyncDisposableStack()
beforeAll(async () => {
  folder = join(stack.use(await temporaryFolder()).path, 'dist')
  running = stack.use(
    await runDarkroom({
      page: folder,
      settings: { ALLOWED_HOSTS: 'darkroom.local', API_TOKEN: 'a-token-of-some-length' },
    }),
  )
})
afterAll(() => stack.disposeAsync())

const script = (text: string): string => `// ${text}\n`.repeat(200)

/** Builds a page as Vite does: the folder is emptied first. */
async function build(version: string, left: readonly string[] = []): Promise<void> {
  await rm(folder, { recursive: true, force: true })
  const files = {
    [`assets/index-${version}.js`]: script(version),
    [`assets/gallery-${version}.js`]: script(`the gallery of ${version}`),
    'assets/empty.js': '',
    'icon.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
    'manifest.webmanifest': '{"name":"Darkroom"}',
    'index.html': `<!doctype html><title>${version}</title><script type="module" src="./assets/index-${version}.js"></script>`,
    'queue.html': `<!doctype html><title>${version}</title><link rel="modulepreload" href="./assets/queue-${version}.js">`,
  }
  for (const [path, text] of Object.entries(files)) {
    if (left.includes(path)) continue
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
}

const get = (path: string, init: RequestInit = {}) =>
  fetch(`${running.url}${path}`, { redirect: 'manual', ...init })

const title = async () => /<title>(.*)<\/title>/.exec(await (await get('/')).text())?.[1]

test('a page is found when it is built, and when it is built anew; who has the old one open gets its parts', async () => {
  const answer = await problem(await get('/'), 404)
  expect(answer).toMatchObject({
    code: 'page_not_built',
    hint: expect.stringContaining('npm run build'),
  })
  await build('one')
  expect(await title()).toBe('one')
  // In the middle of a build, and when it failed.
  await rm(folder, { recursive: true })
  expect(await title()).toBe('one')
  expect((await get('/assets/gallery-one.js')).status).toBe(200)
  await build('two', ['assets/index-two.js'])
  expect(await title()).toBe('one')
  await build('two', ['assets/gallery-two.js'])
  expect(await title()).toBe('two')
  await problem(await get('/assets/gallery-two.js', bearer), 404)
  await writeFile(join(folder, 'assets/gallery-two.js'), script('the gallery of two'))
  expect(await (await get('/assets/gallery-two.js')).text()).toContain('the gallery of two')
  expect((await get('/assets/gallery-one.js')).status).toBe(200)
  await problem(await get('/manifest-of-one.json', bearer), 404)
  await build('three')
  expect(await title()).toBe('three')
  expect((await get('/assets/gallery-two.js')).status).toBe(200)
  await problem(await get('/assets/gallery-one.js', bearer), 404)
})

const bearer = { headers: { authorization: 'Bearer a-token-of-some-length' } }

describe('the page that is built', () => {
  beforeAll(() => build('built'))

  test.each(['/', '/queue', '/gallery', '/workflows', '/stories', '/servers', '/settings'])(
    '%s is it, for everybody who may call, and is asked for anew each time',
    async (path) => {
      const answer = await get(`${path}?keyword=a`)
      expect(answer.status).toBe(200)
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-cache',
        'content-security-policy': expect.stringMatching(
          /^default-src 'none'; script-src 'self'; style-src 'self';/,
        ),
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-site',
        'permissions-policy': expect.stringContaining('camera=()'),
        'referrer-policy': 'no-referrer',
        'x-frame-options': 'DENY',
        'x-content-type-options': 'nosniff',
      })
      expect(answer.headers.get('content-security-policy')).not.toContain('unsafe')
      expect(await answer.text()).toContain('<title>built</title>')
      const etag = answer.headers.get('etag') ?? ''
      const again = await get(path, { headers: { 'if-none-match': etag } })
      expect([again.status, await again.text()]).toEqual([304, ''])
      const head = await get(path, { method: 'HEAD', headers: { 'accept-encoding': 'identity' } })
      expect(Number(head.headers.get('content-length'))).toBeGreaterThan(50)
      const { headers } = await problem405(path)
      expect(headers.get('allow')).toBe('GET, HEAD')
      if (path === '/') return
      const slash = await get(`${path}/?image=a%20b`)
      expect([slash.status, slash.headers.get('location')]).toEqual([302, `..${path}?image=a%20b`])
    },
  )

  const problem405 = async (path: string): Promise<Response> => {
    const answer = await fetch(`${running.url}${path}`, { method: 'POST', ...bearer })
    await problem(answer.clone(), 405)
    return answer
  }

  test('its parts are kept for ever, its other files for a while, each with its type', async () => {
    const about = async (path: string) => {
      const { status, headers } = await get(path)
      return [status, headers.get('content-type'), headers.get('cache-control')]
    }
    const forEver = 'public, max-age=31536000, immutable'
    expect(await about('/assets/index-built.js')).toEqual([
      200,
      'text/javascript; charset=utf-8',
      forEver,
    ])
    expect(await about('/assets/empty.js')).toEqual([
      200,
      'text/javascript; charset=utf-8',
      forEver,
    ])
    expect(await about('/icon.svg')).toEqual([
      200,
      'image/svg+xml; charset=utf-8',
      'public, max-age=3600',
    ])
    expect(await about('/manifest.webmanifest')).toEqual([
      200,
      'application/manifest+json',
      'public, max-age=3600',
    ])
    const index = await get('/index.html?a=b')
    expect([index.status, index.headers.get('location')]).toEqual([302, './?a=b'])
    // A view has a document of its own, which names what it needs; the others have the one of all.
    expect(await (await get('/queue')).text()).toContain('modulepreload')
    expect(await (await get('/servers')).text()).not.toContain('modulepreload')
    await problem(await get('/queue.html', bearer), 404)
    expect((await get('/favicon.ico')).headers.get('content-type')).toBe('image/svg+xml')
  })

  test('they are compressed as the browser likes it best, where that is shorter', async () => {
    const sent = async (path: string, accept: string) => {
      const { headers } = await rawRequest(running.url, {
        target: path,
        headers: [
          ['Host', 'localhost'],
          ['Accept-Encoding', accept],
        ],
      })
      expect(headers.get('vary')).toContain('Accept-Encoding')
      return [
        headers.get('content-encoding') ?? null,
        Number(headers.get('content-length')),
      ] as const
    }
    const path = '/assets/index-built.js'
    const [none, all] = await sent(path, 'identity')
    const [gzip, gzipped] = await sent(path, 'gzip, deflate')
    const [br, shortest] = await sent(path, 'gzip, deflate, br, zstd')
    expect([none, gzip, br]).toEqual([null, 'gzip', 'br'])
    expect(all).toBeGreaterThan(gzipped)
    expect(gzipped).toBeGreaterThan(shortest)
    expect(await sent('/assets/empty.js', 'br')).toEqual([null, 0])
  })

  test.each([
    '/assets/..%2Findex.html',
    '/assets/%2e%2e/%2e%2e/package.json',
    '/..%2fpackage.json',
    '/assets/',
    '/assets',
    '/constructor',
    '/assets/__proto__',
    '/gallery/none',
    '/Gallery',
  ])('%s is nothing of it', async (target) => {
    const { status, body } = await rawRequest(running.url, {
      target,
      headers: [
        ['Host', 'localhost'],
        ['Authorization', 'Bearer a-token-of-some-length'],
      ],
    })
    expect(status).toBe(404)
    expect(JSON.parse(body)).toMatchObject({ code: 'not_found' })
  })

  test('without the token there is the page, and nothing else', async () => {
    for (const path of ['/', '/gallery', '/assets/index-built.js'])
      expect((await get(path)).status).toBe(200)
    for (const path of ['/api/gallery', '/nothing', '/assets/nothing.js'])
      await problem(await get(path), 401)
    await problem(
      await get('/', { headers: { origin: 'http://evil.com', 'sec-fetch-site': 'cross-site' } }),
      403,
    )
    const { status } = await rawRequest(running.url, {
      target: '/',
      headers: [['Host', 'evil.com']],
    })
    expect(status).toBe(421)
  })

  test.each([
    'localhost:8000',
    '127.0.0.1:8000',
    '192.168.1.7:8000',
    '[fd00::7]:8000',
    'darkroom.local',
  ])('at %s it may read, write and follow, with the token or with its cookie', async (host) => {
    const token = ['Authorization', 'Bearer a-token-of-some-length'] as const
    const origin = ['Origin', `http://${host}`] as const
    const session = await rawRequest(running.url, {
      method: 'POST',
      target: '/api/session',
      headers: [['Host', host], token, origin],
    })
    const [cookie = ''] = session.headers.get('set-cookie')?.split(';') ?? []
    // A browser says where a request comes from on localhost and over https alone.
    for (const site of [[], [['Sec-Fetch-Site', 'same-origin']]] as const) {
      const ask = async (
        method: string,
        target: string,
        further: readonly (readonly [string, string])[],
      ) => {
        const body = method === 'PUT' || method === 'PATCH' ? '{"favourite": true}' : ''
        const json = body === '' ? [] : [['Content-Type', 'application/json'] as const]
        const headers = [['Host', host] as const, ...further, ...json, ...site]
        return (await rawRequest(running.url, { method, target, headers, body })).status
      }
      for (const known of [token, ['Cookie', cookie] as const]) {
        expect(await ask('GET', '/api/gallery', [known])).toBe(200)
        expect(await ask('HEAD', '/api/events?gallery=true', [known])).toBe(200)
      }
      expect(await ask('POST', '/api/queue/resume', [token, origin])).toBe(200)
      expect(await ask('PUT', '/api/templates/a', [token, origin])).toBe(400)
      expect(await ask('PATCH', '/api/gallery/image/none', [token, origin])).toBe(404)
      expect(await ask('DELETE', '/api/gallery/image/none', [token, origin])).toBe(404)
    }
  })
})
