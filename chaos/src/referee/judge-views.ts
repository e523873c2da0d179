import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { Api } from '../client/api.ts'
import { textOf } from '../client/comfyui-dialect.ts'
import { viewUrl } from '../client/sdk/run-by-sdk.ts'
import type { Wish } from '../client/wish.ts'
import type { Server } from '../world/server.ts'
import type { Scene } from './scene.ts'
import type { Settled } from './settle.ts'
import type { Check } from './tally.ts'

const fileSchema = z.object({ filename: z.string(), subfolder: z.string(), type: z.string() })
const historySchema = z.record(
  z.string(),
  z.object({
    outputs: z.record(z.string(), z.object({ images: z.array(fileSchema) })),
    status: z.object({ completed: z.boolean() }),
  }),
)

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** Checks that clients have one picture of each prompt, as a server made it for that prompt, by every name that they were told. */
export async function judgeViews(
  { world }: Scene,
  { wishes, settled }: { readonly wishes: readonly Wish[]; readonly settled: Settled },
  check: Check,
): Promise<void> {
  const { comfyuiUrl = '' } = world
  const api = new Api(comfyuiUrl)
  const made = await hashesOf(world.servers)
  for (const wish of wishes) {
    const { id = '', plan } = wish
    const isCompleted = settled.jobs.get(id)?.status === 'completed'
    const answer: unknown = await (await api.request(`/history/${id}`)).json()
    const entry = historySchema.parse(answer)[id]
    check(
      'I25',
      entry?.status.completed === isCompleted,
      () => `${id}, completed: ${isCompleted}, has the history ${JSON.stringify(answer)}`,
    )
    const files = Object.values(entry?.outputs ?? {}).flatMap(({ images }) => images)
    const urls = files.map((file) => viewUrl(comfyuiUrl, file))
    check(
      'I25',
      urls.length === (isCompleted ? 1 : 0),
      () => `${id}, completed: ${isCompleted}, has ${urls.length} pictures`,
    )
    for (const url of urls) {
      const bytes = await bytesAt(url)
      check(
        'I25',
        made.has(hashOf(bytes)) && bytes.toString('latin1').includes(`${textOf(plan)}"`),
        () => `${url} of ${plan.key} are ${bytes.length} bytes that no server made for it`,
      )
    }
    if (plan.sdk === undefined) continue
    const told = wish.pictures?.map(pathOf)
    check(
      'I25',
      told?.join() === urls.map(pathOf).join(),
      () => `${plan.sdk} was told ${told} for ${urls.map(pathOf)}`,
    )
  }
}

/** Which file a `/view` gives, wherever that is asked. */
function pathOf(url: string): string {
  const { searchParams } = new URL(url)
  return ['type', 'subfolder', 'filename'].map((name) => searchParams.get(name) ?? '').join('/')
}

async function bytesAt(url: string): Promise<Buffer> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(3_000) })
  return Buffer.from(answer.ok ? await answer.arrayBuffer() : new ArrayBuffer(0))
}

/** Hashes of all that servers have made. */
async function hashesOf(servers: readonly Server[]): Promise<ReadonlySet<string>> {
  const hashes = new Set<string>()
  for (const { outputs } of servers) {
    const entries = await readdir(outputs, { recursive: true, withFileTypes: true }).catch(() => [])
    for (const entry of entries.filter((one) => one.isFile()))
      hashes.add(hashOf(await readFile(join(entry.parentPath, entry.name))))
  }
  return hashes
}
