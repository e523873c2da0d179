import { once } from 'node:events'
import { createServer } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { gunzipSync } from 'node:zlib'
import protobuf from 'protobufjs'
import { z } from 'zod'

/** What is read here of opentelemetry/proto/collector/trace/v1/trace_service.proto and what it imports. */
const proto = `
syntax = "proto3";
message AnyValue { oneof value { string string_value = 1; bool bool_value = 2; int64 int_value = 3; double double_value = 4; } }
message KeyValue { string key = 1; AnyValue value = 2; }
message Resource { repeated KeyValue attributes = 1; }
message Link { bytes trace_id = 1; bytes span_id = 2; }
message Status { string message = 2; int32 code = 3; }
message Span {
  bytes trace_id = 1; bytes span_id = 2; bytes parent_span_id = 4; string name = 5; int32 kind = 6;
  fixed64 start_time_unix_nano = 7; fixed64 end_time_unix_nano = 8;
  repeated KeyValue attributes = 9; repeated Link links = 13; Status status = 15;
}
message ScopeSpans { repeated Span spans = 2; }
message ResourceSpans { Resource resource = 1; repeated ScopeSpans scope_spans = 2; }
message ExportTraceServiceRequest { repeated ResourceSpans resource_spans = 1; }
`
const request = protobuf.parse(proto).root.lookupType('ExportTraceServiceRequest')

const hex = z
  .instanceof(Uint8Array)
  .optional()
  .transform((bytes) => Buffer.from(bytes ?? []).toString('hex'))

const milliseconds = z.coerce.bigint().transform((nanoseconds) => Number(nanoseconds) / 1e6)

const attributesSchema = z
  .array(z.object({ key: z.string(), value: z.record(z.string(), z.unknown()) }))
  .default([])
  .transform((pairs) =>
    Object.fromEntries(pairs.map(({ key, value }) => [key, Object.values(value)[0]])),
  )

const spanSchema = z.object({
  traceId: hex,
  spanId: hex,
  parentSpanId: hex,
  name: z.string(),
  kind: z.number().default(0),
  startTimeUnixNano: milliseconds,
  endTimeUnixNano: milliseconds,
  attributes: attributesSchema,
  links: z.array(z.object({ traceId: hex, spanId: hex })).default([]),
  status: z.object({ code: z.number().default(0), message: z.string().default('') }).optional(),
})
export type ReceivedSpan = z.infer<typeof spanSchema>

const requestSchema = z.object({
  resourceSpans: z.array(
    z.object({
      resource: z.object({ attributes: attributesSchema }),
      scopeSpans: z.array(z.object({ spans: z.array(spanSchema) })),
    }),
  ),
})

export interface OtlpReceiver extends AsyncDisposable {
  readonly url: string
  readonly spans: readonly ReceivedSpan[]
  readonly resources: readonly Readonly<Record<string, unknown>>[]
  readonly authorizations: ReadonlySet<string | undefined>
}

/** A receiver of traces on loopback, which reads what arrives. */
export async function receiveTraces(): Promise<OtlpReceiver> {
  const spans: ReceivedSpan[] = []
  const resources: Readonly<Record<string, unknown>>[] = []
  const authorizations = new Set<string | undefined>()
  const server = createServer(async (incoming, outgoing) => {
    const body = await buffer(incoming)
    if (
      incoming.url !== '/v1/traces' ||
      incoming.headers['content-type'] !== 'application/x-protobuf'
    ) {
      outgoing.writeHead(400).end()
      return
    }
    authorizations.add(incoming.headers.authorization)
    const bytes = incoming.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body
    const decoded = request.toObject(request.decode(bytes), { longs: String })
    for (const { resource, scopeSpans } of requestSchema.parse(decoded).resourceSpans) {
      resources.push(resource.attributes)
      spans.push(...scopeSpans.flatMap((scope) => scope.spans))
    }
    outgoing.writeHead(200, { 'content-type': 'application/x-protobuf' }).end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  return {
    url: `http://127.0.0.1:${port}`,
    spans,
    resources,
    authorizations,
    async [Symbol.asyncDispose]() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}
