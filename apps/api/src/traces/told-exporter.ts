import type { Logger } from '@darkroom/generation'
import { ExportResultCode } from '@opentelemetry/core'
import type { SpanExporter } from '@opentelemetry/sdk-trace'

/** Tells in the log when traces cannot be sent, and when they can again; each once, for there is a batch every few seconds. */
export function toldExporter(
  exporter: SpanExporter,
  log: Pick<Logger, 'info' | 'warn'>,
): SpanExporter {
  let fails = false
  return {
    export(spans, done) {
      exporter.export(spans, (result) => {
        const failed = result.code === ExportResultCode.FAILED
        if (failed && !fails)
          log.warn({ err: result.error }, 'Traces cannot be sent and are dropped')
        if (!failed && fails) log.info({}, 'Traces are sent again')
        fails = failed
        done(result)
      })
    },
    shutdown: () => exporter.shutdown(),
    forceFlush: async () => exporter.forceFlush?.(),
  }
}
