import { didYouMean, nearestNames } from '@darkroom/foundation'
import { z } from 'zod'
import type { CompleteFault } from './fault-types.ts'

const whole = z.coerce.number<unknown>().int().min(0)
const milliseconds = z.coerce.number<unknown>().min(0)

const counted = {
  /** The number of times the fault happens, or `'always'`; 1 unless given. */
  times: z.union([z.literal('always'), whole]).default(1),
  /** The number of occasions that pass without the fault; 0 unless given. */
  skip: whole.default(0),
}

/** A method and the beginning of a path without `/api`: `POST /prompt`, `GET /history`. Empty: any. */
const onRoute = { ...counted, route: z.string().default('') }

/** `before`: the fault happens before the server acts. `after`: the server has acted, only the answer suffers. */
const around = { ...onRoute, when: z.enum(['before', 'after']).default('before') }

/** The step of a sampler; 0 is the start of the job. */
const atStep = { ...counted, atStep: whole.default(1) }

const onEvent = { ...counted, event: z.string().default('') }

const onNode = { ...counted, nodeClass: z.string().default('') }

const kinds = z.discriminatedUnion('kind', [
  // Faults in the answer to one request.
  z.strictObject({ kind: z.literal('reset'), ...around }),
  z.strictObject({ kind: z.literal('server-error'), ...around }),
  z.strictObject({ kind: z.literal('hang'), ...around }),
  z.strictObject({ kind: z.literal('html'), ...around }),
  z.strictObject({ kind: z.literal('wrong-json'), ...around }),
  z.strictObject({ kind: z.literal('delay'), ...around, ms: milliseconds.default(100) }),
  z.strictObject({ kind: z.literal('truncated-body'), ...onRoute }),
  z.strictObject({ kind: z.literal('slow-body'), ...onRoute, ms: milliseconds.default(100) }),
  z.strictObject({ kind: z.literal('dripping-body'), ...onRoute, ms: milliseconds.default(700) }),
  z.strictObject({ kind: z.literal('endless-body'), ...onRoute }),
  // Faults of uploads.
  z.strictObject({
    kind: z.literal('uploads-lost'),
    ...counted,
    at: z.enum(['prompt', 'start', 'restart']).default('prompt'),
  }),
  z.strictObject({
    kind: z.literal('upload-refused'),
    ...counted,
    status: z.coerce
      .number<unknown>()
      .pipe(z.union([z.literal(413), z.literal(500)]))
      .default(413),
  }),
  // Faults of the queue and the history.
  z.strictObject({
    kind: z.literal('late-enqueue'),
    ...counted,
    ms: milliseconds.default(100),
    answer: z.enum(['reset', 'hang', 'normal']).default('reset'),
  }),
  z.strictObject({
    kind: z.literal('event-before-response'),
    ...counted,
    until: z.enum(['start', 'finish']).default('finish'),
  }),
  z.strictObject({ kind: z.literal('history-delay'), ...counted, ms: milliseconds.default(300) }),
  z.strictObject({ kind: z.literal('history-lost'), ...counted }),
  // Faults of the socket.
  z.strictObject({ kind: z.literal('drop-sockets'), ...atStep }),
  z.strictObject({ kind: z.literal('silent-socket'), ...counted }),
  z.strictObject({ kind: z.literal('missing-event'), ...onEvent }),
  z.strictObject({ kind: z.literal('duplicate-event'), ...onEvent }),
  z.strictObject({ kind: z.literal('reordered-event'), ...onEvent }),
  z.strictObject({ kind: z.literal('foreign-event'), ...onEvent }),
  // Faults of the worker.
  z.strictObject({ kind: z.literal('zombie-worker'), ...atStep }),
  z.strictObject({ kind: z.literal('restart'), ...atStep }),
  z.strictObject({ kind: z.literal('foreign-interrupt'), ...atStep }),
  z.strictObject({ kind: z.literal('slow-node'), ...onNode, ms: milliseconds.default(500) }),
  z.strictObject({
    kind: z.literal('node-error'),
    ...onNode,
    type: z.string().default('ValueError'),
    message: z.string().default('something went wrong in this node'),
  }),
  z.strictObject({ kind: z.literal('out-of-memory'), ...onNode }),
  z.strictObject({
    kind: z.literal('execution-blocked'),
    ...onNode,
    message: z.string().default('nothing to do'),
  }),
  z.strictObject({ kind: z.literal('ephemeral-node-ids'), ...onNode }),
  // Faults in the lists of nodes and models.
  z.strictObject({ kind: z.literal('nan-in-object-info'), ...counted }),
  z.strictObject({
    kind: z.literal('many-models'),
    ...counted,
    count: whole.default(40),
  }),
  z.strictObject({ kind: z.literal('model-disappears'), ...counted, name: z.string() }),
])

const unknownKind = (kind: string): string => {
  const known = kinds.options.map(({ shape }) => shape.kind.value)
  const nearest = nearestNames(kind, known, { limit: 2 })
  return `${JSON.stringify(kind)} is no kind of fault${didYouMean(nearest) || `; there are ${known.join(', ')}`}`
}

/** A fault with its defaults filled in. */
export const faultSchema: z.ZodType<CompleteFault> = z
  .looseObject({ kind: z.string('must be the name of a fault') })
  .superRefine(({ kind }, context) => {
    if (kinds.options.some(({ shape }) => shape.kind.value === kind)) return
    context.addIssue({
      code: 'custom',
      path: ['kind'],
      message: unknownKind(kind),
      continue: false,
    })
  })
  .pipe(kinds)

/** Fills in the defaults; throws a ZodError that names the unknown part. */
export const parseFault = (fault: unknown): CompleteFault => faultSchema.parse(fault)
