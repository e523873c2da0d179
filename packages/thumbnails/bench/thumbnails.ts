import { fork } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { copyFile, mkdtemp, rm, stat } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { createThumbnailer, type Thumbnailer } from '../src/index.ts'
import { makeImages } from './make-images.ts'

/*
 * Measures the cost of a thumbnail, made and cached. Linux only (it reads /proc). On a busy machine trust the processor
 * times; the rates are what was left over.
 */
const pictures = 40
const copies = 4
const requests = 30_000

/** User and system time of a process so far, in milliseconds. */
function cpuMs(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  const ticks = Number(fields[11]) + Number(fields[12])
  return ticks * 10
}

const report = (what: string, value: string) => console.log(`${what.padEnd(58)} ${value}`)

async function benchMaking(directory: string): Promise<string> {
  const { paths, meanBytes } = await makeImages(directory, pictures)
  report('images', `${pictures * copies} PNGs of 1.44 MP, ${(meanBytes / 1e6).toFixed(2)} MB each`)
  const [first = ''] = paths
  const all: string[] = []
  for (let copy = 0; copy < copies; copy++) {
    for (const [index, path] of paths.entries()) {
      const target = join(directory, `copy-${copy}-${index}.png`)
      await copyFile(path, target)
      all.push(target)
    }
  }
  await using thumbnailer = createThumbnailer()
  // Starts the process that makes images ahead, which makes all the others.
  await thumbnailer.warm([first])
  const [pid = 0] = thumbnailer.health().decoder.pids
  const cpuBefore = cpuMs(pid)
  const ownBefore = process.cpuUsage()
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  const start = performance.now()
  const { made } = await thumbnailer.warm(all)
  const seconds = (performance.now() - start) / 1000
  const own = process.cpuUsage(ownBefore)
  report('made per second', (made / seconds).toFixed(1))
  report('CPU-ms each, in the decoder', ((cpuMs(pid) - cpuBefore) / made).toFixed(1))
  report('CPU-ms each, in our process', ((own.user + own.system) / 1000 / made).toFixed(2))
  report('event loop delay meanwhile, p99', `${(delay.percentile(99) / 1e6).toFixed(1)} ms`)
  const memory = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  report('largest memory of the decoder', `${Math.round(Number(memory) / 1024)} MB`)
  return first
}

async function benchCall(what: string, call: () => unknown): Promise<void> {
  for (let index = 0; index < 2000; index++) await call()
  const before = process.cpuUsage()
  for (let index = 0; index < requests; index++) await call()
  const { user, system } = process.cpuUsage(before)
  report(what, `${((user + system) / requests).toFixed(1)} µs CPU`)
}

async function benchHttp(thumbnailer: Thumbnailer, path: string): Promise<void> {
  const { size, mtimeMs } = await stat(path)
  const server = createServer((_, response) => {
    const image = thumbnailer.read({ path, source: { size, mtimeMs } })
    if (image instanceof Promise) throw new Error('Expected the thumbnail to be in memory')
    const { bytes, contentType, etag } = image
    response.writeHead(200, {
      'content-type': contentType,
      'content-length': bytes.length,
      etag,
    })
    response.end(bytes)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('Expected a port')
  const client = fork(new URL('./http-client.ts', import.meta.url), [
    String(address.port),
    String(requests),
  ])
  await once(client, 'message')
  const before = process.cpuUsage()
  const start = performance.now()
  client.send('go')
  await once(client, 'message')
  const { user, system } = process.cpuUsage(before)
  const seconds = (performance.now() - start) / 1000
  report(
    'a cached hit over node:http, 16 connections',
    `${((user + system) / requests).toFixed(1)} µs CPU`,
  )
  report('the same, per second', (requests / seconds).toFixed(0))
  client.kill()
  server.close()
  server.closeAllConnections()
}

const directory = await mkdtemp(join(tmpdir(), 'thumbnails-bench-'))
try {
  const path = await benchMaking(directory)
  await using thumbnailer = createThumbnailer()
  const { bytes } = await thumbnailer.read({ path })
  report('bytes of the thumbnail', String(bytes.length))
  const { size, mtimeMs } = await stat(path)
  const source = { size, mtimeMs }
  await benchCall('read, source known', () => thumbnailer.read({ path, source }))
  await benchCall('read, one stat', () => thumbnailer.read({ path }))
  await benchCall('thumbnail, two stats', () => thumbnailer.thumbnail({ path }))
  await benchHttp(thumbnailer, path)
} finally {
  await rm(directory, { recursive: true })
}
