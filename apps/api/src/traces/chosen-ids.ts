import { type IdGenerator, RandomIdGenerator } from '@opentelemetry/sdk-trace'

export interface SpanIds {
  /** 32 hexadecimal digits; of a span without a parent. */
  readonly traceId: string
  /** 16 hexadecimal digits. */
  readonly spanId: string
}

/** Ids by chance, but for spans whose ids must be the same after a restart. */
export class ChosenIds implements IdGenerator {
  readonly #random = new RandomIdGenerator()
  #next: SpanIds | undefined

  /** The one span that `start` begins has these ids. */
  give<T>(ids: SpanIds, start: () => T): T {
    this.#next = ids
    try {
      return start()
    } finally {
      this.#next = undefined
    }
  }

  generateTraceId(): string {
    return this.#next?.traceId ?? this.#random.generateTraceId()
  }

  generateSpanId(): string {
    return this.#next?.spanId ?? this.#random.generateSpanId()
  }
}

/** The ids of a job's own span: whoever goes on with the job after a crash finds them again. Its UUID is that of a trace as it stands. */
export function spanIdsOf(jobId: string): SpanIds {
  const traceId = jobId.replaceAll('-', '')
  return { traceId, spanId: traceId.slice(16) }
}
