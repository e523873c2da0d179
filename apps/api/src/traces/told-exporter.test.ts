import { type ExportResult, ExportResultCode } from '@opentelemetry/core'
import { expect, test } from 'vitest'
import { toldExporter } from './told-exporter.ts'

test('that traces cannot be sent is told once, and once that they can again', () => {
  const lines: string[] = []
  const log = {
    warn: (_: object, message: string) => lines.push(message),
    info: (_: object, message: string) => lines.push(message),
  }
  const { FAILED, SUCCESS } = ExportResultCode
  const codes = [SUCCESS, FAILED, FAILED, SUCCESS, SUCCESS]
  const results: ExportResult[] = codes.map((code) => ({ code }))
  const exporter = toldExporter(
    {
      export: (_, done) => done(results.shift() ?? { code: SUCCESS }),
      shutdown: async () => undefined,
    },
    log,
  )
  const seen: ExportResultCode[] = []
  for (const _ of codes) exporter.export([], ({ code }) => seen.push(code))
  expect(seen).toEqual(codes)
  expect(lines).toEqual(['Traces cannot be sent and are dropped', 'Traces are sent again'])
})
