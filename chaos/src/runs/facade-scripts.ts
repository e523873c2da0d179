import { pictureOf } from '../client/picture.ts'
import type { SocketListener } from '../client/socket-listener.ts'
import type { Wish, WishPlan } from '../client/wish.ts'
import { eventually } from '../referee/settle.ts'
import type { Weather } from '../world/network.ts'
import { type Script, type Stage, untilKilled, untilProcessing } from './script.ts'

const by = { dialect: 'comfyui' } as const
const world = { isComfyui: true, servers: 2, stepsPerSecond: 40 } as const
const one: WishPlan = { ...by, key: 'one', client: 'one', steps: 6 }

/** Each with a job of its own, so that it is the product which differs. */
const programs: readonly WishPlan[] = (['stable-canvas', 'saintno', 'comfy-client'] as const).map(
  (sdk) => ({ ...by, key: sdk, client: sdk, sdk, steps: 12 }),
)

function listenerOf({ scene }: Stage, client: string): SocketListener {
  const listener = scene.listeners.get(client)
  if (listener === undefined) throw new Error(`${client} has no socket`)
  return listener
}

async function untilCompleted({ scene }: Stage, wish: Wish | undefined): Promise<void> {
  await eventually(async () => {
    if (wish?.id === undefined) return false
    return (await scene.api.job(wish.id)).status === 'completed'
  }, 20_000)
}

/** Resolves when the client was told the end of the wish, and the product knows that. */
async function untilKnown(stage: Stage, wish: Wish | undefined): Promise<void> {
  const { client = '' } = wish?.plan ?? {}
  const isKnown = await eventually(
    () =>
      listenerOf(stage, client)
        .tellingsOf(wish?.id ?? '')
        .some((telling) => telling.isKnown),
    20_000,
  )
  stage.tally.check('reached', isKnown, {
    run: stage.scene.name,
    detail: () => `${client} was not told, or did not answer`,
  })
}

/** Killed once with clients of each kind waiting. */
export function killedScript(point: string, beside: readonly WishPlan[] = programs): Script {
  return {
    name: `clients of ComfyUI, and the product killed at ${point}`,
    world: { ...world, failpoint: point },
    wishes: [one, { ...one, key: 'another' }, ...beside],
    act: untilKilled,
  }
}

const killedWhileItRuns: Script = {
  name: 'clients of ComfyUI, and everybody killed while their prompts run',
  world,
  wishes: [{ ...one, steps: 30 }, ...programs],
  act: async (stage) => {
    await untilProcessing(stage, stage.wishes[0])
    const { app, servers } = stage.scene.world
    await Promise.all([app.kill(), ...servers.map(({ supervisor }) => supervisor.kill())])
  },
}

/** The desk is cut off in some way while a prompt ends. */
export function cutOffScript(weather: Weather, beside: readonly WishPlan[] = programs): Script {
  return {
    name: `a client of ComfyUI, whose network is ${weather} when its prompt ends`,
    world,
    wishes: [{ ...one, steps: 20 }, ...beside],
    act: async (stage) => {
      const [desk] = stage.scene.world.desks
      await untilProcessing(stage, stage.wishes[0])
      if (desk === undefined) return
      desk.network.weather = weather
      await untilCompleted(stage, stage.wishes[0])
      desk.network.weather = 'open'
      desk.network.cut()
    },
  }
}

/** The answer that accepts is lost, and who did not hear it asks again, under the same id. */
export const promptAnswerLost: Script = {
  name: 'a client of ComfyUI that never hears that its prompt was taken, and asks again',
  world,
  wishes: [one, { ...one, key: 'another', picture: pictureOf(7) }, ...programs],
  act: async ({ scene }) => {
    const [desk] = scene.world.desks
    if (desk === undefined) return
    desk.network.weather = 'one-way'
    await eventually(async () => (await scene.api.jobs()).length > 0, 10_000)
    desk.network.weather = 'open'
    desk.network.cut()
  },
}

export const toldOnce: Script = {
  name: 'a client of ComfyUI that was told comes back twice, and is not told again',
  world,
  wishes: [one],
  act: async (stage) => {
    const [wish] = stage.wishes
    await untilKnown(stage, wish)
    const listener = listenerOf(stage, 'one')
    for (let times = 0; times < 2; times += 1) {
      const { sockets } = listener
      listener.cut()
      await eventually(() => listener.sockets > sockets && listener.isOpen, 5_000)
    }
    // What a new socket is told comes before what it hears of a prompt that is asked for after it.
    const next = stage.scene.wish({ ...one, key: 'next' })
    await next.make(stage.signal)
    await untilKnown(stage, next)
  },
}

/** Two clients at one address and one at another, all with a prompt that runs for long; the first is the oldest. */
export const interrupted: Script = {
  name: 'an interrupt of one client of ComfyUI, beside others',
  world: { ...world, servers: 3, stepsPerSecond: 20 },
  wishes: [{ ...one, steps: 60 }],
  act: async (stage) => {
    const { scene, signal } = stage
    const later: readonly WishPlan[] = [
      { ...by, key: 'elsewhere', client: 'elsewhere', desk: 1, steps: 60 },
      { ...by, key: 'beside', client: 'beside', steps: 60 },
    ]
    await untilProcessing(stage, stage.wishes[0])
    for (const plan of later) {
      const wish = scene.wish(plan)
      await wish.make(signal)
      await untilProcessing(stage, wish)
    }
    await scene.interrupt({ desk: 0, client: 'one' })
    // Nobody's who asks so: only where it has an address of its own.
    if (scene.world.desks.length > 1) await scene.interrupt({ desk: 1, client: undefined })
  },
  expect: ({ scene, tally }, ends) => {
    const cancelled = ends.filter((end) => end === 'cancelled').length
    tally.check('reached', cancelled === scene.world.desks.length, {
      run: scene.name,
      detail: () => `they ended so: ${ends.join(', ')}`,
    })
  },
}

/** What may go wrong between a client of ComfyUI and the product, each written down. */
export const facadeScripts: readonly Script[] = [
  ...['journal.after-sync:1', 'post.after:1', 'rename.after:1', 'commit.after:1'].map((point) =>
    killedScript(point),
  ),
  killedWhileItRuns,
  ...(['refused', 'silent', 'one-way'] as const).map((weather) => cutOffScript(weather)),
  promptAnswerLost,
  toldOnce,
  interrupted,
]
