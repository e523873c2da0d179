interface Counted {
  /** The number of times the fault happens, or `'always'`; 1 unless given. */
  readonly times: number | 'always'
  /** The number of occasions that pass without the fault; 0 unless given. */
  readonly skip: number
}

interface OnRoute extends Counted {
  /** A method and the start of a path without `/api`: `POST /prompt`, `GET /history`, `/view`. Empty: any. */
  readonly route: string
}

interface AroundRoute extends OnRoute {
  /** `before` (default): before the server acts. `after`: the server has acted, only the answer suffers. */
  readonly when: 'before' | 'after'
}

interface AtStep extends Counted {
  /** The step of the sampler (default 1); 0 is the start of a job. */
  readonly atStep: number
}

interface OnEvent extends Counted {
  /** The type of socket message, `preview` for a binary one. Empty: any except the first `status`. */
  readonly event: string
}

interface OnNode extends Counted {
  /** The class of the node. Empty: the first node that a job really runs. */
  readonly nodeClass: string
}

type AnswerFault =
  | (AroundRoute & { readonly kind: 'reset' | 'server-error' | 'hang' | 'html' | 'wrong-json' })
  | (AroundRoute & { readonly kind: 'delay'; readonly ms: number })
  | (OnRoute & { readonly kind: 'truncated-body' })
  | (OnRoute & { readonly kind: 'slow-body'; readonly ms: number })
  /** One byte every `ms`. */
  | (OnRoute & { readonly kind: 'dripping-body'; readonly ms: number })
  /** The first half of the body, then zeros for as long as the client listens. */
  | (OnRoute & { readonly kind: 'endless-body' })

type UploadFault =
  /** The input folder is emptied before the next prompt is judged, when the next job starts, or at the next start of the server. */
  | (Counted & { readonly kind: 'uploads-lost'; readonly at: 'prompt' | 'start' | 'restart' })
  /** The next upload is refused, as too large or by a broken server. */
  | (Counted & { readonly kind: 'upload-refused'; readonly status: 413 | 500 })

type QueueFault =
  /** The job enters the queue `ms` after the request; `answer` is the client's view of the request. */
  | (Counted & {
      readonly kind: 'late-enqueue'
      readonly ms: number
      readonly answer: 'reset' | 'hang' | 'normal'
    })
  /** `POST /prompt` answers only after the job has started or finished. */
  | (Counted & { readonly kind: 'event-before-response'; readonly until: 'start' | 'finish' })
  /** The history entry is written `ms` after `execution_success`. */
  | (Counted & { readonly kind: 'history-delay'; readonly ms: number })
  /** The job finishes and leaves no history. */
  | (Counted & { readonly kind: 'history-lost' })

type SocketFault =
  | (AtStep & { readonly kind: 'drop-sockets' })
  /** The next socket that opens stays open, answers pings and receives nothing after its first `status`. */
  | (Counted & { readonly kind: 'silent-socket' })
  | (OnEvent & {
      readonly kind: 'missing-event' | 'duplicate-event' | 'reordered-event' | 'foreign-event'
    })

type WorkerFault =
  /** `zombie-worker`: HTTP goes on answering, but nothing runs. `foreign-interrupt`: another client stops the job. */
  | (AtStep & { readonly kind: 'zombie-worker' | 'restart' | 'foreign-interrupt' })
  | (OnNode & { readonly kind: 'slow-node'; readonly ms: number })
  | (OnNode & { readonly kind: 'node-error'; readonly type: string; readonly message: string })
  | (OnNode & { readonly kind: 'out-of-memory' | 'ephemeral-node-ids' })
  | (OnNode & { readonly kind: 'execution-blocked'; readonly message: string })

type CatalogFault =
  /** One node class has `NaN` and `-Infinity`, so the whole `/object_info` is not valid JSON. */
  | (Counted & { readonly kind: 'nan-in-object-info' })
  /** Adds so many checkpoints that a validation error names neither them nor its `input_config`. */
  | (Counted & { readonly kind: 'many-models'; readonly count: number })

/** `/object_info` still shows the model, but `POST /prompt` no longer accepts it. */
interface ModelDisappears extends Counted {
  readonly kind: 'model-disappears'
  readonly name: string
}

/** A fault with every default filled in. */
export type CompleteFault =
  | AnswerFault
  | UploadFault
  | QueueFault
  | SocketFault
  | WorkerFault
  | CatalogFault
  | ModelDisappears

type Loose<F> = F extends ModelDisappears
  ? Pick<F, 'kind' | 'name'> & Partial<F>
  : F extends { readonly kind: infer K }
    ? { readonly kind: K } & Partial<Omit<F, 'kind'>>
    : never

/** A fault as callers write it: fields with a default may be left out. */
export type Fault = Loose<CompleteFault>

export type FaultKind = CompleteFault['kind']

type Having<F, K> = F extends { readonly kind: infer Own } ? (K extends Own ? F : never) : never

export type FaultOf<K extends FaultKind> = Having<CompleteFault, K>
