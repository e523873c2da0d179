import { expect, test } from 'vitest'
import { isTracingWanted } from './tracing-wanted.ts'

const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' }

test.each([
  [{}, false],
  [endpoint, true],
  [{ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://collector:4318/v1/traces' }, true],
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: '' }, false],
  [{ ...endpoint, OTEL_SDK_DISABLED: 'True' }, false],
  [{ ...endpoint, OTEL_TRACES_EXPORTER: 'none' }, false],
])('with %o traces are sent: %s', (environment, wanted) => {
  expect(isTracingWanted(environment)).toBe(wanted)
})
