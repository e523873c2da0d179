import type { Logger } from '@darkroom/generation'
import { getNumberFromEnv, getStringFromEnv } from '@opentelemetry/core'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto'
import { detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources'
import { BatchSpanProcessor, type IdGenerator, TracerProvider } from '@opentelemetry/sdk-trace'
import { createSampler } from './sampler.ts'
import { toldExporter } from './told-exporter.ts'

const spoken = 'http/protobuf'

function warnOfProtocol(log: Pick<Logger, 'warn'>): void {
  const protocol =
    getStringFromEnv('OTEL_EXPORTER_OTLP_TRACES_PROTOCOL') ??
    getStringFromEnv('OTEL_EXPORTER_OTLP_PROTOCOL') ??
    spoken
  if (protocol !== spoken) {
    log.warn({ protocol }, `Traces are sent by ${spoken} alone, to port 4318 as a rule`)
  }
}

/** Undefined settings leave the SDK's own defaults. */
const batching = () => ({
  maxQueueSize: getNumberFromEnv('OTEL_BSP_MAX_QUEUE_SIZE'),
  maxExportBatchSize: getNumberFromEnv('OTEL_BSP_MAX_EXPORT_BATCH_SIZE'),
  scheduledDelayMillis: getNumberFromEnv('OTEL_BSP_SCHEDULE_DELAY'),
  exportTimeoutMillis: getNumberFromEnv('OTEL_BSP_EXPORT_TIMEOUT'),
})

interface Options {
  readonly idGenerator: IdGenerator
  readonly version: string
  readonly log: Pick<Logger, 'info' | 'warn'>
}

/** Sends spans as the standard variables of OpenTelemetry say; the exporter reads its own. */
export function openTracer({ idGenerator, version, log }: Options): TracerProvider {
  warnOfProtocol(log)
  const own = resourceFromAttributes({ 'service.name': 'darkroom', 'service.version': version })
  const exporter = toldExporter(new OTLPTraceExporter(), log)
  return new TracerProvider({
    idGenerator,
    sampler: createSampler(log),
    resource: own.merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [new BatchSpanProcessor({ exporter, ...batching() })],
  })
}
