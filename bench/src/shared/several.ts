import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { type Product, startProduct } from '../suite/product.ts'
import { temporaryFolder } from '../temporary-folder.ts'

/** Where the queue is kept, and by how many processes it is shared. */
export interface Setup {
  readonly name: string
  readonly processes: number
  /** Of the database; without one, the queue is kept in files. */
  readonly database?: string
}

export interface Several extends AsyncDisposable {
  readonly urls: readonly [string, ...string[]]
  /** Processor time of all processes so far, in milliseconds. */
  cpu(): Promise<number>
  /** The addresses of the process that drives the first server, and of one that does not, if there is one. */
  driverAndOther(): Promise<readonly [driver: string, other: string | undefined]>
}

const serversSchema = z.looseObject({
  servers: z.array(z.looseObject({ driven_by: z.string().optional() })),
})

/** Starts as many processes on one queue and one gallery. */
export async function startSeveral(
  { processes, database }: Setup,
  comfy: string,
): Promise<Several> {
  await using stack = new AsyncDisposableStack()
  const { path } = stack.use(await temporaryFolder())
  const start = async (index: number): Promise<Product> => {
    const own = join(path, `process-${index}`)
    await mkdir(own)
    const settings = {
      GALLERY_STORAGE_PATH: join(path, 'gallery'),
      ...(database !== undefined && {
        QUEUE: database,
        SHARED_STATE_PATH: join(path, 'shared'),
      }),
    }
    return stack.use(await startProduct(own, comfy, settings))
  }
  const first = await start(0)
  const all = [first]
  for (let index = 1; index < processes; index += 1) all.push(await start(index))
  const nameOf = async (index: number): Promise<string> =>
    (await readFile(join(path, `process-${index}`, 'state', 'member-name'), 'utf8')).trim()
  const resources = stack.move()
  return {
    urls: [first.url, ...all.slice(1).map(({ url }) => url)],
    async cpu() {
      const each = await Promise.all(all.map((product) => product.cpu()))
      return each.reduce((sum, cpuMs) => sum + cpuMs, 0)
    },
    async driverAndOther() {
      if (database === undefined) return [first.url, undefined]
      const answer = await fetch(`${first.url}/api/servers`)
      const driver = serversSchema.parse(await answer.json()).servers[0]?.driven_by
      const names = await Promise.all(all.map((_, index) => nameOf(index)))
      const at = Math.max(0, names.indexOf(driver ?? ''))
      return [all[at]?.url ?? first.url, all[at === 0 ? 1 : 0]?.url]
    },
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  }
}
