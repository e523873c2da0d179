import type { SocketListener } from '../client/socket-listener.ts'
import type { Wish } from '../client/wish.ts'
import { judgeViews } from './judge-views.ts'
import type { Scene } from './scene.ts'
import { eventually, type Settled } from './settle.ts'
import type { Check, Tally } from './tally.ts'

/** How ComfyUI's socket calls an end. */
const endOf: ReadonlyMap<string, string> = new Map([
  ['completed', 'execution_success'],
  ['error', 'execution_error'],
  ['cancelled', 'execution_interrupted'],
])

/** Checks what clients of ComfyUI were told, where the product is one. */
export async function judgeComfyuiClients(
  scene: Scene,
  settled: Settled,
  { check, tally }: { readonly check: Check; readonly tally: Tally },
): Promise<void> {
  const { promptWatcher, listeners } = scene
  if (promptWatcher === undefined) return
  const wishes = scene.wishes.filter(({ plan }) => plan.dialect === 'comfyui')
  for (const wish of wishes) {
    const listener = listeners.get(wish.plan.client ?? '')
    if (listener !== undefined && wish.plan.sdk === undefined)
      await judgeTold(listener, { wish, settled, check, tally })
    judgeInterrupts(scene, { wish, settled, check })
    check('I2', wish.ids.join() === wish.promptId, () => `${wish.promptId} is ${wish.ids}`)
  }
  for (const { client, promptIds, sockets } of listeners.values()) {
    const own = new Set(wishes.filter(({ plan }) => plan.client === client).map(({ id }) => id))
    const foreign = [...promptIds].filter((id) => !own.has(id))
    check(
      'I23',
      foreign.length === 0,
      () => `${client} was told of ${foreign}, which are not its own`,
    )
    tally.count('sockets', sockets)
  }
  const { missing, looks } = promptWatcher
  for (let count = 0; count < looks - missing.length; count += 1) check('I24', true, () => '')
  for (const one of missing) check('I24', false, () => one)
  await judgeViews(scene, { wishes, settled }, check)
}

interface Judged {
  readonly wish: Wish
  readonly settled: Settled
  readonly check: Check
}

/** Checks that the client was told the right end, whole, and never again what the product knew to have arrived. */
async function judgeTold(
  listener: SocketListener,
  { wish, settled, check, tally }: Judged & { readonly tally: Tally },
): Promise<void> {
  const { id = '' } = wish
  const status = settled.jobs.get(id)?.status ?? ''
  const whole = () => listener.tellingsOf(id).filter(({ isLast }) => isLast)
  const isTold = await eventually(() => whole().length > 0, 10_000)
  check('I23', isTold, () => `${listener.client} was never told that ${id} is ${status}`)
  const tellings = listener.tellingsOf(id)
  check(
    'I23',
    tellings.every(({ type }) => type === endOf.get(status)),
    () => `${id} is ${status}, and was told ${tellings.map(({ type }) => type)}`,
  )
  const sockets = tellings.map(({ socket }) => socket)
  check(
    'I23',
    new Set(sockets).size === sockets.length,
    () => `the end of ${id} was told twice on one socket: ${sockets}`,
  )
  const needless = tellings.filter(({ isNeedless }) => isNeedless)
  check(
    'I23',
    needless.length === 0,
    () => `the end of ${id} was told again: ${JSON.stringify(tellings)}`,
  )
  if (tellings.length > 1) tally.count('ends told again', tellings.length - 1)
}

/** Checks that who was interrupted was meant: by the name of its client, or else by its address. */
function judgeInterrupts({ interrupts }: Scene, { wish, settled, check }: Judged): void {
  const { plan, id = '', cancelResult } = wish
  if (settled.jobs.get(id)?.status !== 'cancelled') {
    check('I26', true, () => '')
    return
  }
  const isMeant = interrupts.some(
    ({ desk, client }) =>
      desk === (plan.desk ?? 0) && (client === undefined || client === plan.client),
  )
  check(
    'I26',
    isMeant || cancelResult !== undefined,
    () => `${id} of ${plan.client} was interrupted by ${JSON.stringify(interrupts)}`,
  )
}
