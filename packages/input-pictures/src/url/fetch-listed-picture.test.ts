import type { RequestListener } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { certificate, type HttpsServer, serveHttps } from '../../test/https-server.ts'
import { InputTooLargeError, UrlFailedError, UrlRefusedError } from '../errors.ts'
import { type FetchOptions, fetchListedPicture } from './fetch-listed-picture.ts'
import { readListedHost } from './listed-host.ts'

const publicAddress = '93.184.216.34'

/** Names with their addresses; a name with several lists takes the next one each time it is asked for. */
const names: Record<string, readonly (readonly string[])[]> = {
  'pictures.example': [[publicAddress]],
  'other.example': [[publicAddress]],
  'xn--bcher-kva.example': [[publicAddress]],
  'wrong-name.example': [[publicAddress]],
  'private.example': [['192.168.1.10']],
  'loopback.example': [['127.0.0.1']],
  'metadata.example': [['169.254.169.254']],
  'ipv6-loopback.example': [['::1']],
  'mapped.example': [['::ffff:127.0.0.1']],
  'nat64.example': [['64:ff9b::7f00:1']],
  'six-to-four.example': [['2002:7f00:1::']],
  'teredo.example': [['2001:0:7f00:1::1']],
  'cgnat.example': [['100.64.0.1']],
  'multicast.example': [['224.0.0.1']],
  'reserved.example': [['240.0.0.1']],
  'unspecified.example': [['0.0.0.0']],
  'mixed.example': [[publicAddress, '10.0.0.1']],
  'empty.example': [[]],
  localhost: [['127.0.0.1']],
}
const turns = new Map<string, number>()

const resolve = async (name: string) => {
  const lists = names[name]
  if (lists === undefined) throw new Error('ENOTFOUND')
  const turn = turns.get(name) ?? 0
  turns.set(name, turn + 1)
  const list = lists[Math.min(turn, lists.length - 1)] ?? []
  return list.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
}

const picture = Buffer.alloc(5000, 7)

const listener: RequestListener = ({ url = '', headers }, outgoing) => {
  const { pathname, searchParams } = new URL(url, 'https://pictures.example')
  const to = searchParams.get('to')
  switch (pathname) {
    case '/redirect':
      outgoing.writeHead(
        Number(searchParams.get('status') ?? 302),
        to === null ? {} : { location: to },
      )
      outgoing.end('not this')
      return
    case '/loop':
      outgoing.writeHead(302, { location: '/loop' }).end()
      return
    case '/missing':
      outgoing.writeHead(404).end('no')
      return
    case '/silent':
      return
    case '/drip':
      outgoing.writeHead(200).write('a')
      return
    case '/endless': {
      const more = (): void => {
        while (outgoing.write(picture)) {}
      }
      outgoing.on('drain', more)
      more()
      return
    }
    case '/announced':
      outgoing.writeHead(200, { 'content-length': '1000000' }).write('a')
      return
    case '/breaks-off':
      outgoing.writeHead(200, { 'content-length': '5000' })
      outgoing.write(picture.subarray(0, 1000), () => outgoing.destroy())
      return
    case '/headers':
      outgoing.end(JSON.stringify(headers))
      return
    default:
      outgoing.writeHead(200, { 'content-type': 'text/html', 'set-cookie': 'a=b' }).end(picture)
  }
}

let server: HttpsServer
beforeAll(async () => {
  server = await serveHttps(listener)
})
afterAll(async () => {
  await server[Symbol.asyncDispose]()
})

async function fetched(url: string, options: Partial<FetchOptions> = {}): Promise<Buffer> {
  const listed = [...Object.keys(names), 'unknown.example'].flatMap((name) => [
    `${name}:${server.port}`,
    name,
  ])
  const chunks = fetchListedPicture(url.replaceAll('PORT', String(server.port)), {
    hosts: listed.flatMap((text) => readListedHost(text) ?? []),
    limitBytes: 100_000,
    network: { resolve, route: server.route, ca: certificate },
    ...options,
  })
  return Buffer.concat(await Array.fromAsync(chunks))
}

test.each([
  ['a listed host', 'https://pictures.example:PORT/a.png'],
  ['a name of another script', 'https://bücher.example:PORT/a.png'],
  ['capitals', 'HTTPS://PICTURES.EXAMPLE:PORT/a.png'],
  ['a redirect on the same host', 'https://pictures.example:PORT/redirect?to=/a.png'],
  [
    'a redirect to another listed host',
    'https://pictures.example:PORT/redirect?status=308&to=https://other.example:PORT/a.png',
  ],
])('%s is fetched', async (_, url) => {
  expect((await fetched(url)).equals(picture)).toBe(true)
})

/** Each row: what is tried, the URL, and the reason with which it is refused. */
const refused: readonly (readonly [what: string, url: string, reason: string])[] = [
  ['http', 'http://pictures.example:PORT/a.png', 'not-https'],
  ['a file', 'file:///etc/passwd', 'not-https'],
  ['another protocol', 'gopher://pictures.example:PORT/', 'not-https'],
  ['no URL', 'pictures.example', 'not-https'],
  ['a user name', 'https://me@pictures.example:PORT/a.png', 'credentials'],
  ['a password', 'https://:secret@pictures.example:PORT/a.png', 'credentials'],
  ['a host in the user name', 'https://pictures.example@evil.example/a.png', 'credentials'],
  ['a host that is not listed', 'https://evil.example/a.png', 'host-not-listed'],
  ['a host above a listed one', 'https://example/a.png', 'host-not-listed'],
  ['a host below a listed one', 'https://a.pictures.example/a.png', 'host-not-listed'],
  ['a listed name as a prefix', 'https://pictures.example.evil.example/', 'host-not-listed'],
  ['a listed name as a suffix', 'https://evil-pictures.example/', 'host-not-listed'],
  ['a dot at the end', 'https://pictures.example.:PORT/a.png', 'host-not-listed'],
  ['a backslash', 'https://evil.example\\@pictures.example/a.png', 'host-not-listed'],
  ['a name that looks like one', 'https://рictures.example/a.png', 'host-not-listed'],
  ['an address', 'https://127.0.0.1:PORT/a.png', 'host-not-listed'],
  ['a public address', 'https://93.184.216.34:PORT/a.png', 'host-not-listed'],
  ['a decimal address', 'https://2130706433:PORT/a.png', 'host-not-listed'],
  ['an octal address', 'https://0177.0.0.1:PORT/a.png', 'host-not-listed'],
  ['a hexadecimal address', 'https://0x7f000001:PORT/a.png', 'host-not-listed'],
  ['a short address', 'https://127.1:PORT/a.png', 'host-not-listed'],
  ['an address in wide digits', 'https://１２７.0.0.1:PORT/a.png', 'host-not-listed'],
  ['an IPv6 address', 'https://[::1]:PORT/a.png', 'host-not-listed'],
  ['IPv4 in IPv6', 'https://[::ffff:127.0.0.1]:PORT/a.png', 'host-not-listed'],
  ['another port', 'https://pictures.example:22/a.png', 'port-not-listed'],
  ['a private address behind a name', 'https://private.example:PORT/', 'private-address'],
  ['this machine behind a name', 'https://loopback.example:PORT/', 'private-address'],
  ['localhost, though it is listed', 'https://localhost:PORT/', 'private-address'],
  ['the metadata of a cloud', 'https://metadata.example/', 'private-address'],
  ['this machine in IPv6', 'https://ipv6-loopback.example:PORT/', 'private-address'],
  ['this machine, mapped', 'https://mapped.example:PORT/', 'private-address'],
  ['this machine, by NAT64', 'https://nat64.example:PORT/', 'private-address'],
  ['this machine, by 6to4', 'https://six-to-four.example:PORT/', 'private-address'],
  ['this machine, by Teredo', 'https://teredo.example:PORT/', 'private-address'],
  ['an address shared by a provider', 'https://cgnat.example/', 'private-address'],
  ['many at once', 'https://multicast.example/', 'private-address'],
  ['a reserved address', 'https://reserved.example/', 'private-address'],
  ['no address in particular', 'https://unspecified.example/', 'private-address'],
  ['a public and a private address', 'https://mixed.example:PORT/', 'private-address'],
  [
    'a redirect to a host that is not listed',
    'https://pictures.example:PORT/redirect?to=https://evil.example/',
    'host-not-listed',
  ],
  [
    'a redirect to an address',
    'https://pictures.example:PORT/redirect?status=301&to=https://169.254.169.254/',
    'host-not-listed',
  ],
  [
    'a redirect to a name with a private address',
    'https://pictures.example:PORT/redirect?status=307&to=https://private.example:PORT/',
    'private-address',
  ],
  [
    'a redirect to http',
    'https://pictures.example:PORT/redirect?to=http://pictures.example/a.png',
    'not-https',
  ],
  [
    'a redirect with credentials',
    'https://pictures.example:PORT/redirect?to=//a:b@pictures.example:PORT/',
    'credentials',
  ],
  [
    'a redirect to another port',
    'https://pictures.example:PORT/redirect?status=303&to=//pictures.example:8080/',
    'port-not-listed',
  ],
  ['redirects without end', 'https://pictures.example:PORT/loop', 'too-many-redirects'],
]

test.each(refused)('%s is refused', async (_, url, reason) => {
  const before = server.asked.length
  const error = await fetched(url).catch((caught: unknown) => caught)
  expect(error).toBeInstanceOf(UrlRefusedError)
  expect(error).toMatchObject({ reason })
  const asked = server.asked.slice(before)
  expect(asked.filter((path) => !/^pictures\.example\/(?:redirect|loop)/.test(path))).toEqual([])
})

test('a name that leads elsewhere after it was looked at is asked no second time', async () => {
  names['rebinding.example'] = [[publicAddress], ['127.0.0.1']]
  names['pictures.example'] = [[publicAddress], ['127.0.0.1']]
  turns.clear()
  expect((await fetched('https://pictures.example:PORT/a.png')).equals(picture)).toBe(true)
  expect(turns.get('pictures.example')).toBe(1)
  // The next fetch asks again, and sees what the name leads to by then.
  await expect(fetched('https://pictures.example:PORT/a.png')).rejects.toMatchObject({
    reason: 'private-address',
  })
  names['pictures.example'] = [[publicAddress]]
})

test('the connection goes to just the address that was looked at', async () => {
  const routed: string[] = []
  const route = (address: { address: string; family: number }) => {
    routed.push(address.address)
    return server.route(address)
  }
  await fetched('https://pictures.example:PORT/a.png', {
    network: { resolve, route, ca: certificate },
  })
  expect(routed).toEqual([publicAddress])
})

test.each([
  ['an unknown name', 'https://unknown.example/', 'unknown-host'],
  ['a name without an address', 'https://empty.example/', 'unknown-host'],
  ['a certificate for another name', 'https://wrong-name.example:PORT/', 'unreachable'],
  ['an error', 'https://pictures.example:PORT/missing', 'status'],
  ['a redirect that leads nowhere', 'https://pictures.example:PORT/redirect', 'status'],
  ['a redirect to no URL', 'https://pictures.example:PORT/redirect?to=https://%20/', 'status'],
  ['a body that breaks off', 'https://pictures.example:PORT/breaks-off', 'broken-off'],
])('%s is told', async (_, url, reason) => {
  const error = await fetched(url).catch((caught: unknown) => caught)
  expect(error).toBeInstanceOf(UrlFailedError)
  expect(error).toMatchObject({ reason })
})

test('a certificate that nobody trusts is not trusted', async () => {
  await expect(
    fetched('https://pictures.example:PORT/a.png', { network: { resolve, route: server.route } }),
  ).rejects.toMatchObject({ reason: 'unreachable' })
})

test.each(['/silent', '/drip'])('what takes too long ends: %s', async (path) => {
  await expect(
    fetched(`https://pictures.example:PORT${path}`, { timeoutMs: 300 }),
  ).rejects.toMatchObject({ reason: 'timeout' })
})

test.each(['/endless', '/announced'])('what is too large ends: %s', async (path) => {
  await expect(fetched(`https://pictures.example:PORT${path}`)).rejects.toThrow(InputTooLargeError)
})

test('who called it off gets the reason', async () => {
  const reason = new Error('called off')
  const calledOff = AbortSignal.abort(reason)
  await expect(fetched('https://pictures.example:PORT/a.png', { signal: calledOff })).rejects.toBe(
    reason,
  )
})

test('a request tells nothing of who asks', async () => {
  const sent: unknown = JSON.parse(
    (await fetched('https://pictures.example:PORT/headers')).toString(),
  )
  expect(sent).toEqual({
    host: `pictures.example:${server.port}`,
    connection: expect.stringMatching(/^(?:close|keep-alive)$/),
    accept: 'image/*, video/*, audio/*',
    'accept-encoding': 'identity',
  })
})
