import { ROOT_CONTEXT, SpanKind, TraceFlags, trace } from '@opentelemetry/api'
import { SamplingDecision } from '@opentelemetry/sdk-trace'
import { afterEach, expect, test, vi } from 'vitest'
import { createSampler } from './sampler.ts'

afterEach(() => {
  vi.unstubAllEnvs()
})

const low = '00000000000000000000000000000001'
const high = 'ffffffff000000000000000000000000'

function samples(traceId: string, parent?: TraceFlags): boolean {
  const warnings: string[] = []
  const log = { warn: (_: object, message: string) => warnings.push(message) }
  const context =
    parent === undefined
      ? ROOT_CONTEXT
      : trace.setSpanContext(ROOT_CONTEXT, {
          traceId,
          spanId: '00f067aa0ba902b7',
          traceFlags: parent,
          isRemote: true,
        })
  const sampler = createSampler(log)
  const { decision } = sampler.shouldSample(context, traceId, 'job', SpanKind.INTERNAL, {}, [])
  return decision === SamplingDecision.RECORD_AND_SAMPLED
}

const { NONE, SAMPLED } = TraceFlags

test.each([
  ['', undefined, [true, true, false]],
  ['always_off', undefined, [false, false, false]],
  ['always_on', undefined, [true, true, true]],
  ['traceidratio', '0.5', [true, false, true]],
  ['parentbased_traceidratio', '0.5', [true, true, false]],
  ['parentbased_always_off', undefined, [false, true, false]],
  ['something-else', undefined, [true, true, false]],
])(
  'OTEL_TRACES_SAMPLER=%s with %s decides on traces, and by who asks where it says so',
  (name, arg, expected) => {
    vi.stubEnv('OTEL_TRACES_SAMPLER', name)
    vi.stubEnv('OTEL_TRACES_SAMPLER_ARG', arg)
    expect([samples(low), samples(high, SAMPLED), samples(low, NONE)]).toEqual(expected)
  },
)

test('a sampler that there is not is told', () => {
  vi.stubEnv('OTEL_TRACES_SAMPLER', 'jaeger_remote')
  const warnings: unknown[] = []
  createSampler({ warn: (facts: object) => warnings.push(facts) })
  expect(warnings).toEqual([{ OTEL_TRACES_SAMPLER: 'jaeger_remote' }])
})
