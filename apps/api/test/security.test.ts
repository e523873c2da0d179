import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rawRequest } from './raw-request.ts'
import {
  problem,
  type RunningDarkroom,
  request,
  runDarkroom,
  temporaryFolder,
} from './running-darkroom.ts'

let running: RunningDarkroom
beforeAll(async () => {
  running = await runDarkroom({ settings: { ALLOWED_HOSTS: 'darkroom.local' } })
})
afterAll(async () => {
  await running[Symbol.asyncDispose]()
})

const get = (target: string, headers: readonly (readonly [string, string])[]) =>
  rawRequest(running.url, { target, headers })
const host = (): [string, string] => ['Host', new URL(running.url).host]

describe('the name it is called by', () => {
  test.each([
    'localhost',
    '127.0.0.1:8000',
    '[::1]',
    '[::ffff:127.0.0.1]:8000',
    '[0:0:0:0:0:0:0:1]',
    'darkroom.local',
  ])('%s is answered', async (name) => {
    expect((await get('/api/health/live', [['Host', name]])).status).toBe(200)
  })

  test.each(['evil.com', 'localhost.evil.com', '127.0.0.1.nip.io'])(
    '%s is refused',
    async (name) => {
      for (const path of [
        '/api/health/live',
        '/docs',
        '/openapi.json',
        '/api/gallery/events',
        '/none',
      ]) {
        expect((await get(path, [['Host', name]])).status).toBe(421)
      }
    },
  )

  test.each([['999.1.1.1'], ['[::g]'], ['localhost:99999'], []])(
    '%s as the host is invalid, not our fault',
    async (...hosts) => {
      const { status, headers, body } = await get(
        '/api/health/live',
        hosts.map((name) => ['Host', name]),
      )
      expect(status).toBe(400)
      expect(headers.get('content-type')).toBe('application/problem+json')
      expect(JSON.parse(body)).toMatchObject({ code: 'invalid_host' })
    },
  )

  test('two Host headers are refused', async () => {
    const { status } = await get('/api/health/live', [
      ['Host', 'localhost'],
      ['Host', 'evil.com'],
    ])
    expect([400, 421]).toContain(status)
  })

  test('an absolute target with another name is refused', async () => {
    expect((await get('http://evil.com/api/health/live', [host()])).status).toBe(421)
  })

  test('an absolute target with a user name is refused', async () => {
    const { status, body } = await get('http://me:secret@localhost/api/health/live', [host()])
    expect(status).toBe(400)
    expect(JSON.parse(body)).toMatchObject({ code: 'invalid_target' })
  })
})

describe('the page it is called from', () => {
  const write = (headers: Record<string, string>) =>
    fetch(`${running.url}/api/queue/resume`, { method: 'POST', headers })

  test('the frontend may write, and reads the answer', async () => {
    const answer = await write({ origin: 'http://localhost:5173' })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('access-control-allow-origin')).toBe('http://localhost:5173')
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull()
    expect(answer.headers.get('vary')).toContain('Origin')
  })

  test.each(['http://evil.com', 'null', 'http://localhost:3000', 'http://localhost:5173.evil.com'])(
    'a page from %s may not write, nor follow events',
    async (origin) => {
      await problem(await write({ origin }), 403)
      await problem(await fetch(`${running.url}/api/events`, { headers: { origin } }), 403)
    },
  )

  test('an answer to who names no page is not kept for one that does', async () => {
    const picture = await fetch(`${running.url}/api/gallery/thumbnail/none`)
    expect(picture.headers.get('vary')).toContain('Origin')
    expect(picture.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
    expect(picture.headers.get('access-control-allow-origin')).toBeNull()
  })

  test('a refused page is not told that it may read the answer', async () => {
    const answer = await write({ origin: 'http://evil.com' })
    expect(answer.headers.get('access-control-allow-origin')).toBeNull()
  })

  test('a refused page is told which origin to list', async () => {
    const hintFor = async (headers: Record<string, string>) =>
      (await problem(await fetch(`${running.url}/api/gallery`, { headers }), 403)).hint
    const foreign = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }
    expect(await hintFor({ ...foreign, referer: 'http://nas:8080/x?y' })).toBe(
      'Add http://nas:8080 to CORS_ORIGINS.',
    )
    expect(await hintFor({ ...foreign, origin: 'http://evil.com' })).toBe(
      'Add http://evil.com to CORS_ORIGINS.',
    )
    expect(await hintFor({ ...foreign, origin: 'null' })).toContain('has no origin')
    expect(await hintFor(foreign)).toContain('Referrer-Policy')
  })

  test('a picture is for pages of this site, and of a listed one on another host', async () => {
    const policyFor = async (headers: Record<string, string>) => {
      const answer = await fetch(`${running.url}/api/gallery/thumbnail/none`, { headers })
      const isVarying = /\bReferer\b/.test(answer.headers.get('vary') ?? '')
      return [answer.headers.get('cross-origin-resource-policy'), isVarying]
    }
    const listed = await policyFor({
      referer: 'http://localhost:5173/',
      'sec-fetch-site': 'cross-site',
    })
    expect(listed).toEqual(['cross-origin', true])
    expect(await policyFor({ referer: 'http://localhost:5173.evil.com/' })).toEqual([
      'same-site',
      false,
    ])
    expect(await policyFor({})).toEqual(['same-site', false])
  })

  test('a listed page may send whatever headers its libraries add', async () => {
    const wanted = 'authorization,cache-control,last-event-id,x-requested-with,traceparent'
    const answer = await fetch(`${running.url}/api/gallery`, {
      method: 'OPTIONS',
      headers: {
        origin: 'http://localhost:5173',
        'access-control-request-method': 'GET',
        'access-control-request-headers': wanted,
      },
    })
    expect(answer.headers.get('access-control-allow-headers')).toBe(wanted)
  })

  test('a preflight of the frontend is answered, one of another page is not', async () => {
    const preflight = (origin: string) =>
      fetch(`${running.url}/api/generate`, {
        method: 'OPTIONS',
        headers: {
          origin,
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'content-type',
        },
      })
    const answer = await preflight('http://localhost:5173')
    expect(answer.headers.get('access-control-allow-origin')).toBe('http://localhost:5173')
    expect(answer.headers.get('access-control-allow-methods')).toContain('POST')
    expect(
      (await preflight('http://evil.com')).headers.get('access-control-allow-origin'),
    ).toBeNull()
  })
})

test('the icon of the tab is for whoever asks', async () => {
  const answer = await fetch(`${running.url}/favicon.ico`, {
    headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' },
  })
  expect(answer.status).toBe(200)
  expect(answer.headers.get('cross-origin-resource-policy')).toBe('cross-origin')
})

test('every answer carries the safe headers', async () => {
  for (const path of ['/api/health/live', '/api/none', '/openapi.json']) {
    const { headers } = await fetch(`${running.url}${path}`)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('cross-origin-resource-policy')).toBe('same-site')
    expect(headers.get('x-frame-options')).toBe('DENY')
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
  }
})

describe('paths that lead out of the gallery', () => {
  test.each([
    '/api/generate/image/..%2F..%2Fetc%2Fpasswd',
    '/api/generate/image/%2Fetc%2Fpasswd',
    '/api/generate/image/..%5C..%5Csecret.png',
    '/api/generate/image/a%00.png',
    '/api/generate/image/../../../../etc/passwd',
    '/api/gallery/image/..%2F..%2Fetc%2Fpasswd',
    '/api/gallery/image/%2e%2e',
    '/api/gallery/thumbnail/..%2Fx',
    '/docs/assets/..%2F..%2Fpackage.json',
  ])('%s gets nothing', async (target) => {
    const { status, body } = await get(target, [host()])
    expect([400, 404]).toContain(status)
    expect(body).not.toContain('root:')
  })

  test('a link out of the folder is not shown', async () => {
    await using outside = await temporaryFolder()
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=',
      'base64',
    )
    const folder = join(running.gallery, 'links')
    await mkdir(folder, { recursive: true })
    await writeFile(join(outside.path, 'secret.png'), png)
    await symlink(join(outside.path, 'secret.png'), join(folder, 'stolen.png'))
    await symlink(outside.path, join(folder, 'folder'))
    await writeFile(join(folder, 'own.png'), png)
    await expect
      .poll(async () => (await fetch(`${running.url}/api/gallery`)).json())
      .toMatchObject([{ filepath: 'links/own.png' }])
    await problem(await fetch(`${running.url}/api/generate/image/stolen.png`), 404)
  })
})

test('a request that is none of HTTP does no harm', async () => {
  expect(
    (
      await rawRequest(running.url, {
        target: '/api/generate',
        method: 'POST',
        headers: [host(), ['Content-Type', 'application/json']],
        body: '\u0000\u0001{',
      })
    ).status,
  ).toBe(400)
  expect((await running.api.generate.$post({ json: request })).status).toBe(202)
})
