import { randomUUID } from 'node:crypto'
import { pause, untilAborted } from '@darkroom/foundation'
import type { Boot } from '../boot.ts'
import type { QueueItem } from '../execution/prompt-queue.ts'
import type { Outcome } from '../http/answer-fault.ts'
import { json } from '../http/reply.ts'
import type { RouteRequest } from '../http/request.ts'
import type { Route } from '../http/router.ts'
import { toFloat } from '../python/convert.ts'
import { str } from '../python/repr.ts'
import {
  type Encodable,
  getString,
  isDict,
  isList,
  isTrue,
  type PyDict,
  type PyValue,
  toNumber,
} from '../python/value.ts'
import { type ErrorBody, invalidPromptId, noPrompt } from '../validation/errors.ts'
import { type NodeErrors, validatePrompt } from '../validation/validate-prompt.ts'

const refusal = (error: ErrorBody, nodeErrors: NodeErrors = new Map()): Outcome =>
  json({ error, node_errors: nodeErrors }, 400)

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

const numberOf = (body: PyDict, boot: Boot): QueueItem['number'] => {
  const given = body.get('number')
  if (given !== undefined) return toFloat(given)
  const number = boot.takeNumber()
  // -0 is 0 for a Python integer.
  return isTrue(body.get('front')) && number !== 0 ? -number : number
}

const graphOf = (prompt: PyValue, acceptsList: boolean): PyDict => {
  if (isDict(prompt)) return prompt
  if (acceptsList && isList(prompt) && prompt.length === 0) return new Map()
  throw new TypeError('The prompt is not an object')
}

const secrets = ['auth_token_comfy_org', 'api_key_comfy_org']

const extraDataOf = (body: PyDict, boot: Boot): PyDict => {
  const { acceptsNullExtraData, setsCreateTime, hidesSecrets } = boot.machine.profile
  const given = body.get('extra_data')
  if (given === null && !acceptsNullExtraData) throw new TypeError('extra_data is null')
  const extraData: PyDict = new Map(isDict(given) ? given : [])
  const clientId = body.get('client_id')
  if (clientId !== undefined) extraData.set('client_id', clientId)
  if (hidesSecrets) for (const secret of secrets) extraData.delete(secret)
  if (setsCreateTime) extraData.set('create_time', Date.now())
  return extraData
}

const targetsOf = (body: PyDict): readonly string[] | undefined => {
  const targets = body.get('partial_execution_targets')
  return isList(targets) ? targets.map(str) : undefined
}

const promptIdOf = (body: PyDict, requiresUuid: boolean): string | undefined => {
  const given = body.get('prompt_id')
  if (given === undefined || (requiresUuid && given === null)) return randomUUID()
  if (requiresUuid && !(typeof given === 'string' && uuid.test(given))) return undefined
  return str(given)
}

/** Waits until the oracle reports that the job started or finished. */
const waitFor = async (boot: Boot, promptId: string, until: 'start' | 'finish'): Promise<void> => {
  const { promise, resolve } = Promise.withResolvers<void>()
  const isEnd = (event: string): boolean =>
    until === 'start' ? event === 'start' : /^(?:finish|error|interrupted|delete)$/.test(event)
  const stop = boot.machine.oracle.listen((entry) => {
    if (entry.promptId === promptId && isEnd(entry.event)) resolve()
  })
  await untilAborted(promise, boot.signal).catch(() => undefined)
  stop()
}

const noteOf = (item: QueueItem): { promptId: string; number: number; clientId?: string } => {
  const clientId = getString(item.extraData, 'client_id')
  return {
    promptId: item.promptId,
    number: toNumber(item.number) ?? 0,
    ...(clientId === undefined ? {} : { clientId }),
  }
}

const enqueue = (boot: Boot, item: QueueItem): void => {
  boot.machine.oracle.note('enqueue', noteOf(item))
  boot.queue.put(item)
}

/** Puts the job into the queue when the faults allow it, and decides on the answer that the client sees. */
const admit = async (boot: Boot, item: QueueItem, answer: Encodable): Promise<Outcome> => {
  const { faults } = boot.machine
  const late = faults.take('late-enqueue')
  if (late !== undefined) {
    const enqueued = pause(late.ms, boot.signal).then(
      () => enqueue(boot, item),
      () => undefined,
    )
    if (late.answer !== 'normal') return late.answer
    await enqueued
    return json(answer)
  }
  const early = faults.take('event-before-response')
  const waiting = early === undefined ? undefined : waitFor(boot, item.promptId, early.until)
  enqueue(boot, item)
  await waiting
  return json(answer)
}

const post = async (request: RouteRequest, boot: Boot): Promise<Outcome> => {
  const body = await request.json()
  if (!isDict(body)) {
    // `"prompt" in []` is false, so a list gets the same answer as an object without one.
    if (!isList(body)) throw new TypeError('The body is not an object')
    boot.takeNumber()
    return refusal(noPrompt())
  }
  const number = numberOf(body, boot)
  const prompt = body.get('prompt')
  if (prompt === undefined) return refusal(noPrompt())
  const { machine } = boot
  const promptId = promptIdOf(body, machine.profile.requiresUuid)
  if (promptId === undefined) return refusal(invalidPromptId())
  const graph = graphOf(prompt, machine.profile.acceptsListAsPrompt)
  const verdict = validatePrompt(graph, machine.validationWorld(), targetsOf(body))
  if (!verdict.isValid) return refusal(verdict.error, verdict.nodeErrors)
  const item: QueueItem = {
    number,
    promptId,
    graph,
    extraData: extraDataOf(body, boot),
    outputs: verdict.outputs,
  }
  return admit(boot, item, { prompt_id: promptId, number, node_errors: verdict.nodeErrors })
}

export const promptRoutes = (boot: () => Boot): readonly Route[] => [
  {
    method: 'GET',
    path: '/prompt',
    handle: () => json({ exec_info: { queue_remaining: boot().queue.remaining } }),
  },
  { method: 'POST', path: '/prompt', handle: (request) => post(request, boot()) },
]
