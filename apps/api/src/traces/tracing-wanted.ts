type Environment = Readonly<Record<string, string | undefined>>

const endpoints = ['OTEL_EXPORTER_OTLP_ENDPOINT', 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT']

/** Whether there is somebody to send traces to, by the standard variables of OpenTelemetry. */
export const isTracingWanted = (environment: Environment): boolean =>
  endpoints.some((key) => (environment[key] ?? '') !== '') &&
  environment.OTEL_SDK_DISABLED?.toLowerCase() !== 'true' &&
  environment.OTEL_TRACES_EXPORTER !== 'none'
