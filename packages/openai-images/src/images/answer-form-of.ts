import type { AnswerForm } from '../answer/answer-form.ts'
import type { Target } from '../models/model-ids.ts'
import type { Asked } from '../request/asked-schema.ts'

const qualities = /^(?:low|medium|high|xhigh|max)$/

/** How a request wants its pictures. Streams have no addresses: their events promise bytes. */
export function answerFormOf(
  asked: Asked,
  { origin, target }: { readonly origin: string; readonly target: Target },
): AnswerForm {
  return {
    as: asked.stream === true ? 'b64_json' : (asked.response_format ?? 'b64_json'),
    format: asked.output_format,
    compression: asked.output_compression,
    origin,
    quality: qualities.test(asked.quality ?? '') ? (asked.quality ?? 'auto') : 'auto',
    // What a workflow makes may have holes; what models paint has none.
    background: target.kind === 'workflow' ? 'auto' : 'opaque',
    size: asked.size ?? 'auto',
  }
}
