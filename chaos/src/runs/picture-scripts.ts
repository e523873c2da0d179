import { pictureOf } from '../client/picture.ts'
import { eventually } from '../referee/settle.ts'
import { uploadFailpoints } from './failpoint-names.ts'
import { type Script, type Stage, untilKilled } from './script.ts'

const picture = pictureOf(0)
const batch = { key: 'batch', steps: 4, batch: 4, picture }
const one = { key: 'one', steps: 4, picture: pictureOf(1) }

/** Milliseconds to settle: a picture has to be sent, kept, put onto a server and read there first. */
const patienceMs = 45_000

/** Faults of ComfyUI at the same time. */
const troubles: readonly {
  readonly name: string
  readonly faults: readonly object[]
  readonly kill?: true
}[] = [
  { name: 'nothing else', faults: [] },
  { name: 'ComfyUI killed too', faults: [], kill: true },
  { name: 'uploads lost before the prompt', faults: [{ kind: 'uploads-lost', at: 'prompt' }] },
  { name: 'uploads lost before the run', faults: [{ kind: 'uploads-lost', at: 'start' }] },
  { name: 'an upload answered 500', faults: [{ kind: 'upload-refused', status: 500 }] },
  {
    name: 'an upload cut off',
    faults: [{ kind: 'reset', route: 'POST /upload/image', when: 'before' }],
  },
  {
    name: 'the answer to an upload lost',
    faults: [{ kind: 'reset', route: 'POST /upload/image', when: 'after' }],
  },
  {
    name: 'an upload that hangs',
    faults: [{ kind: 'hang', route: 'POST /upload/image', when: 'before' }],
  },
]

/** Killed while pictures are put onto a server, each with each trouble. */
export function uploadScript(point: (typeof uploadFailpoints)[number], trouble: string): Script {
  const found = troubles.find(({ name }) => name === trouble)
  if (found === undefined) throw new Error(`There is no trouble ${trouble}`)
  return {
    name: `killed at ${point}, ${trouble}`,
    world: { failpoint: `${point}:1` },
    faults: found.faults,
    wishes: [batch, one],
    patienceMs,
    act: async (stage) => {
      await untilKilled(stage)
      if (found.kill === true) await stage.scene.world.servers[0]?.supervisor.kill()
    },
  }
}

async function untilMade({ scene }: Stage, count: number): Promise<void> {
  await eventually(async () => {
    const jobs = await scene.api.jobs()
    return jobs.filter(({ status }) => status === 'completed').length >= count
  }, 20_000)
}

/** Pictures from pictures, where nothing, or something certain, goes wrong. */
export const pictureScripts: readonly Script[] = [
  {
    name: 'a batch from a picture on two servers',
    world: { servers: 2 },
    wishes: [batch, one],
    patienceMs,
  },
  {
    name: 'a batch from a picture, while a server loses its folder with its life',
    world: { servers: 2, stepsPerSecond: 20, keepsInputs: false },
    wishes: [batch, one],
    patienceMs,
    act: async (stage) => {
      await untilMade(stage, 2)
      await stage.scene.world.servers[0]?.supervisor.kill({ downMs: 300 })
      await untilMade(stage, 4)
      await stage.scene.world.app.kill()
    },
  },
  {
    name: 'a server that takes no uploads beside one that does',
    world: { servers: 2 },
    faults: [{ kind: 'upload-refused', times: 1 }],
    wishes: [batch, one],
    patienceMs,
  },
  ...uploadFailpoints.flatMap((point) => troubles.map(({ name }) => uploadScript(point, name))),
]
