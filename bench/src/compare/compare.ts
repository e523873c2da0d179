import { cp, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { z } from 'zod'
import { runLoad } from '../load.ts'
import { quantile } from '../suite/figure.ts'
import { fill } from '../suite/fill.ts'
import { machine } from '../suite/print.ts'
import { startProduct, startSimulator } from '../suite/product.ts'
import { ask } from '../suite/repeat.ts'
import { idsOf } from '../suite/thumbnails.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { ensure, run } from './ensure.ts'
import { interleave } from './interleave.ts'
import { startBase, startNginx, startRedis } from './peers.ts'

const secondsSchema = z.looseObject({ seconds: z.number() })
const load = async (file: string, order: object): Promise<number> =>
  secondsSchema.parse(await runLoad(file, order)).seconds

async function compareGallery(size: number): Promise<void> {
  await using stack = new AsyncDisposableStack()
  const { path } = stack.use(await temporaryFolder())
  await fill({ folder: path, count: size })
  await mkdir(join(path, 'base'))
  await cp(join(path, 'gallery'), join(path, 'base'), { recursive: true })
  const base = await startBase(join(path, 'base'), 'http://127.0.0.1:9')
  if (base === undefined) return
  stack.use(base)
  const product = stack.use(await startProduct(path, 'http://127.0.0.1:9'))
  await product.rest()
  console.log(
    `start to ready: Darkroom ${product.startMs.toFixed(0)} ms, FastAPI ${base.startMs.toFixed(0)} ms`,
  )
  await interleave(`page of 100 of ${size}`, 'ms', 60, {
    Darkroom: () => ask(`${product.url}/api/gallery?limit=100`),
    FastAPI: () => ask(`${base.url}/gallery?limit=100`),
  })
  await interleave(`search of ${size}`, 'ms', 30, {
    Darkroom: (turn) => ask(`${product.url}/api/gallery?limit=100&keyword=bab${'aeiou'[turn % 5]}`),
    FastAPI: (turn) => ask(`${base.url}/gallery?limit=100&keyword=bab${'aeiou'[turn % 5]}`),
  })
}

async function compareThumbnails(pictures: number): Promise<void> {
  await using stack = new AsyncDisposableStack()
  const { path } = stack.use(await temporaryFolder())
  await fill({ folder: path, count: pictures, side: 1200 })
  await mkdir(join(path, 'base'))
  await cp(join(path, 'gallery'), join(path, 'base'), { recursive: true })
  const product = stack.use(await startProduct(path, 'http://127.0.0.1:9'))
  await product.rest()
  const ids = await idsOf(product.url)
  const base = await startBase(join(path, 'base'), 'http://127.0.0.1:9')
  if (base !== undefined) stack.use(base)
  const vips = await ensure('vipsthumbnail', 'libvips-tools')
  const file = (turn: number): string => `day-0/${turn % pictures}.png`
  const ours = (turn: number): string =>
    `${product.url}/api/gallery/thumbnail/${ids[turn % ids.length]}?size=600`
  await interleave('thumbnail of 1.44 MP, made', 'ms', pictures, {
    Darkroom: (turn) => ask(ours(turn)),
    ...(base !== undefined && { FastAPI: (turn) => ask(`${base.url}/thumbnail/${file(turn)}`) }),
    sharp: (turn) =>
      sharp(join(path, 'base', file(turn)))
        .resize(600, 600, { fit: 'inside' })
        .webp({ quality: 80, effort: 2 })
        .toBuffer(),
    ...(vips !== undefined && {
      vipsthumbnail: (turn) =>
        run(vips, [
          join(path, 'base', file(turn)),
          '-s',
          '600',
          '-o',
          `${path}/%s.webp[Q=80,effort=2]`,
        ]),
    }),
  })
  await mkdir(join(path, 'static'))
  const small = join(path, 'static', 'one.webp')
  await sharp(join(path, 'base', file(0)))
    .resize(600, 600)
    .webp({ quality: 80 })
    .toFile(small)
  const nginx = await startNginx(path)
  if (nginx !== undefined) stack.use(nginx)
  const cached = (url: string) => () => load('./get-load.ts', { url, clients: 16, count: 3000 })
  await interleave('3,000 cached thumbnails by 16 clients', 'ms', 3, {
    Darkroom: cached(ours(0)),
    ...(base !== undefined && { FastAPI: cached(`${base.url}/thumbnail/${file(0)}`) }),
    ...(nginx !== undefined && { nginx: cached(`${nginx.url}/one.webp`) }),
  })
}

async function compareAccepts(count: number): Promise<void> {
  await using stack = new AsyncDisposableStack()
  const { path } = stack.use(await temporaryFolder())
  const redis = await startRedis(path)
  if (redis === undefined) return
  stack.use(redis)
  const simulator = stack.use(await startSimulator())
  const product = stack.use(await startProduct(path, simulator.url))
  await fetch(`${product.url}/api/queue/pause`, { method: 'POST' })
  const rates: [number, number][] = []
  for (let round = 0; round < 3; round += 1) {
    const ours = await load('./accept-load.ts', { urls: [product.url], clients: 64, count })
    const theirs = await load('./compare/bullmq-load.ts', { port: redis.port, clients: 64, count })
    rates.push([count / ours, count / theirs])
  }
  const [ours, theirs] = [0, 1].map((at) =>
    quantile(
      rates.map((rate) => rate[at] ?? 0),
      0.5,
    ),
  )
  console.log(
    `durable accepts, 64 clients: Darkroom over HTTP ${ours?.toFixed(0)}/s, BullMQ in the client ${theirs?.toFixed(0)}/s: ${((ours ?? 0) / (theirs ?? 1)).toFixed(2)}×`,
  )
}

/** Measures the peers that can be had, in turns with Darkroom, and prints ratios. */
export async function compare(sizes: readonly number[] = [1000]): Promise<void> {
  console.log(machine())
  for (const size of sizes) await compareGallery(size)
  await compareThumbnails(16)
  await compareAccepts(2000)
  console.log(machine())
}
