import { generationFailpoints, queueFailpoints } from './failpoint-names.ts'
import { type Script, type Stage, untilKilled, untilProcessing } from './script.ts'

const lostAnswer = { kind: 'reset', route: 'POST /prompt', when: 'after' }

/** Faults of ComfyUI at the same time. */
const troubles: readonly {
  readonly name: string
  readonly faults: readonly object[]
  readonly kill?: true
}[] = [
  { name: 'nothing else', faults: [] },
  { name: 'ComfyUI killed too', faults: [], kill: true },
  {
    name: 'answer to POST lost',
    faults: [lostAnswer],
  },
  { name: 'POST never arrives', faults: [{ kind: 'reset', route: 'POST /prompt' }] },
  {
    name: 'POST answered 500',
    faults: [{ kind: 'server-error', route: 'POST /prompt', when: 'after' }],
  },
  { name: 'POST hangs', faults: [{ kind: 'hang', route: 'POST /prompt', when: 'after' }] },
  { name: 'prompt comes late', faults: [{ kind: 'late-enqueue', ms: 150, answer: 'reset' }] },
  { name: 'half a picture', faults: [{ kind: 'truncated-body', route: 'GET /view' }] },
  {
    name: 'picture comes in pieces',
    faults: [{ kind: 'slow-body', route: 'GET /view', ms: 100 }],
  },
  { name: 'history is late', faults: [{ kind: 'history-delay', ms: 200 }] },
  { name: 'sockets dropped', faults: [{ kind: 'drop-sockets' }] },
]

/** Each failpoint at its first occasion, and at one in the middle of the work. */
const points: readonly string[] = [
  ...queueFailpoints.flatMap((name) =>
    name.startsWith('journal') ? [`${name}:1`, `${name}:4`] : [`${name}:1`],
  ),
  ...generationFailpoints.map((name) => `${name}:1`),
]

export function failpointScript(point: string, trouble: string): Script {
  const found = troubles.find(({ name }) => name === trouble)
  if (found === undefined) throw new Error(`There is no trouble ${trouble}`)
  const isCancel = point.startsWith('cancel')
  const wishCount = point.startsWith('snapshot') ? 5 : 2
  return {
    name: `killed at ${point}, ${trouble}`,
    world: { failpoint: point },
    // A prompt is looked for between queue and history only where its answer was lost.
    faults: point.startsWith('locate') ? [lostAnswer, ...found.faults] : found.faults,
    wishes: Array.from({ length: wishCount }, (_, index) => ({
      key: `wish-${index}`,
      steps: isCancel ? 40 : 5,
    })),
    act: async (stage) => {
      if (isCancel) await cancelFirst(stage)
      await untilKilled(stage)
      if (found.kill === true) await stage.scene.world.servers[0]?.supervisor.kill()
    },
  }
}

export const failpointScripts: readonly Script[] = troubles.flatMap(({ name }) =>
  points.map((point) => failpointScript(point, name)),
)

async function cancelFirst(stage: Stage): Promise<void> {
  const [wish] = stage.wishes
  await untilProcessing(stage, wish)
  await wish?.cancel(stage.signal)
}
