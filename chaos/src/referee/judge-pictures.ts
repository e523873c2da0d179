import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pngChunks } from '@darkroom/foundation'
import { nameOnServer } from '../client/picture.ts'
import type { Server } from '../world/server.ts'
import type { LedgerEntry } from './ledger.ts'
import { readOracle } from './oracle-log.ts'
import type { Scene } from './scene.ts'
import type { Settled } from './settle.ts'
import type { Check } from './tally.ts'

/**
 * Checks the pictures that were made from others: each says in itself which input its graph read, and the servers' own logs say
 * which bytes they were given under that name.
 */
export async function judgePictures(
  { world, wishes, remover }: Scene,
  {
    settled,
    ledger,
    mayUploadAgain,
  }: {
    readonly settled: Settled
    readonly ledger: readonly LedgerEntry[]
    /** So often an upload may come twice because its answer was lost. */
    readonly mayUploadAgain: number
  },
  check: Check,
): Promise<void> {
  const inputs = new Map(
    wishes.flatMap(({ id = '', isBatch, plan }) =>
      (isBatch ? (settled.batches.get(id) ?? []) : [id]).map(
        (jobId) => [jobId, plan.picture?.name] as const,
      ),
    ),
  )
  for (const { id, images } of ledger) {
    const wanted = inputs.get(id)
    for (const { path } of wanted === undefined ? [] : images) {
      const named = await inputsIn(join(world.gallery, path))
      check('I20', named.join() === wanted, () => `${path} of ${id}: ${named}, not ${wanted}`)
    }
  }
  for (const server of world.servers) await judgeUploads(server, mayUploadAgain, check)
  const ends = new Map(ledger.map(({ id, finishedAt }) => [id, finishedAt]))
  for (const { upload, jobIds, at } of remover.removals) {
    // A job whose pictures the gallery is still being told of shows as processing, and needs nothing any more.
    const needing = jobIds.filter((id) => (ends.get(id) ?? Number.POSITIVE_INFINITY) > at)
    check('I22', needing.length === 0, () => `${upload} went, and ${needing} needed it`)
  }
  for (let count = 0; count < remover.refusals; count += 1) check('I22', true, () => '')
}

/** The names of inputs in the texts of a PNG, where ComfyUI writes its graph. */
async function inputsIn(path: string): Promise<readonly string[]> {
  const bytes = await readFile(path).catch(() => Buffer.alloc(0))
  const texts = [...pngChunks(bytes)]
    .filter(({ type }) => type === 'tEXt')
    .map(({ offset, length }) => bytes.toString('latin1', offset, offset + length))
  return [...new Set(texts.join().match(/darkroom_[0-9a-f]{32}\.png/g))]
}

async function judgeUploads(
  { oracleLog, name, keepsInputs }: Server,
  mayUploadAgain: number,
  check: Check,
): Promise<void> {
  const log = await readOracle(oracleLog)
  const uploads = new Map<string, number>()
  for (const { event, files: [file = ''] = [], sha256 = '' } of log) {
    if (event !== 'upload') continue
    uploads.set(file, (uploads.get(file) ?? 0) + 1)
    check('I20', file === nameOnServer(sha256), () => `${name} was given ${sha256} as ${file}`)
  }
  const isLoss = ({ event }: { event: string }): boolean =>
    event === 'uploads-lost' || (event === 'boot' && !keepsInputs)
  // Without its folder the first life of a server counts as a loss.
  const losses = log.filter(isLoss).length - (keepsInputs ? 0 : 1)
  for (const [file, count] of uploads) {
    const most = 1 + losses + mayUploadAgain
    check('I21', count <= most, () => `${name} was given ${file} ${count} times of ${most}`)
  }
}
