import { once } from 'node:events'
import { createServer as createHttpsServer } from 'node:https'
import { createServer, type Server } from 'node:net'
import { expect, test } from 'vitest'
import { certificate } from '../../test/certificate.ts'
import { errorOf } from '../../test/error-of.ts'
import { createStubServer, type StubAnswer } from '../../test/stub-server.ts'
import { createComfyClient } from '../create-comfy-client.ts'
import { ComfyError } from '../errors.ts'
import { troubleOf } from '../trouble.ts'

async function listen(server: Server): Promise<AsyncDisposable & { readonly place: string }> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return {
    place: `127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    async [Symbol.asyncDispose]() {
      server.close()
    },
  }
}

async function told(baseUrl: string): Promise<{ trouble: unknown; message: string }> {
  await using client = createComfyClient({ baseUrl, timeoutMs: 2_000 })
  const error = await errorOf(client.systemStats())
  if (!(error instanceof ComfyError)) throw error
  return { trouble: troubleOf(error), message: error.message }
}

const secure = (): Server =>
  createHttpsServer(certificate, (_request, response) => response.end('{}'))

test('nothing listens there', async () => {
  const { place } = await (async () => {
    await using closed = await listen(createServer())
    return closed
  })()
  expect(await told(`http://${place}`)).toEqual({
    trouble: 'refused',
    message: `ComfyUI at http://${place} does not answer. Is it running?`,
  })
})

test('there is no such host', async () => {
  expect(await told('http://nowhere.invalid:8188')).toEqual({
    trouble: 'unknown-host',
    message:
      'ComfyUI at http://nowhere.invalid:8188 does not answer: there is no host named nowhere.invalid',
  })
})

test('a certificate that nobody vouches for, http to a port of https, and the reverse', async () => {
  await using server = await listen(secure())
  expect(await told(`https://${server.place}`)).toMatchObject({ trouble: 'untrusted-certificate' })
  expect(await told(`http://${server.place}`)).toEqual({
    trouble: 'tls-expected',
    message: `What listens at http://${server.place} speaks https, not http`,
  })
  await using plain = await createStubServer(() => ({ json: {} }))
  expect(await told(plain.url.replace('http:', 'https:'))).toMatchObject({
    trouble: 'plain-expected',
  })
})

test('something else listens there', async () => {
  await using server = await listen(
    createServer((socket) => {
      socket.on('error', () => undefined)
      socket.end('SSH-2.0-OpenSSH_9.6\r\n')
    }),
  )
  expect(await told(`http://${server.place}`)).toMatchObject({ trouble: 'not-http' })
})

test.each<readonly [StubAnswer, string, string]>([
  [{ status: 302, headers: { location: '/login' } }, 'redirect', 'redirects to /login'],
  [{ status: 401 }, 'login', 'refuses us (401): something there asks for a login'],
  [{ status: 403 }, 'login', 'refuses us (403)'],
  [{ status: 502 }, 'gateway', 'does not reach it (502)'],
  [{ status: 500, body: 'oops' }, 'failing', 'with 500: oops'],
  [
    { body: '<html>', headers: { 'content-type': 'text/html' } },
    'not-comfyui',
    'answers with a web page where ComfyUI answers JSON',
  ],
])('%j is %s', async (answer, trouble, said) => {
  await using server = await createStubServer(() => answer)
  expect(await told(server.url)).toEqual({ trouble, message: expect.stringContaining(said) })
})
