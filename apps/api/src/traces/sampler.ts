import type { Logger } from '@darkroom/generation'
import { getNumberFromEnv, getStringFromEnv } from '@opentelemetry/core'
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  ParentBasedSampler,
  type Sampler,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace'

const parentBased = 'parentbased_'
const standard = 'parentbased_always_on'

function rootSampler(name: string): Sampler | undefined {
  switch (name) {
    case 'always_on':
      return new AlwaysOnSampler()
    case 'always_off':
      return new AlwaysOffSampler()
    case 'traceidratio':
      return new TraceIdRatioBasedSampler(getNumberFromEnv('OTEL_TRACES_SAMPLER_ARG') ?? 1)
    default:
      return undefined
  }
}

function samplerOf(name: string): Sampler | undefined {
  if (!name.startsWith(parentBased)) return rootSampler(name)
  const root = rootSampler(name.slice(parentBased.length))
  return root && new ParentBasedSampler({ root })
}

/** The sampler of `OTEL_TRACES_SAMPLER` and `OTEL_TRACES_SAMPLER_ARG`; the standard's own where it names none. */
export function createSampler(log: Pick<Logger, 'warn'>): Sampler {
  const name = getStringFromEnv('OTEL_TRACES_SAMPLER') ?? standard
  const sampler = samplerOf(name)
  if (sampler !== undefined) return sampler
  log.warn({ OTEL_TRACES_SAMPLER: name }, `There is no such sampler; ${standard} is used`)
  return new ParentBasedSampler({ root: new AlwaysOnSampler() })
}
