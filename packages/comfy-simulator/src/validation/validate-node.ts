import type { NodeClass } from '../nodes/catalog.ts'
import { PyError } from '../python/convert.ts'
import { str } from '../python/repr.ts'
import { isList, type PyDict, type PyValue, toNumber } from '../python/value.ts'
import { type ErrorBody, errorBody } from './errors.ts'
import { classNameOf, inputsOf, nodeAt } from './graph.ts'
import { checkValue, inputConfig } from './input-value.ts'
import { missingNodeTraceback, missingSlotTraceback } from './tracebacks.ts'
import { fits } from './types.ts'

/** The server data that validation needs. */
export interface ValidationWorld {
  readonly classOf: (name: string) => NodeClass | undefined
  readonly checksComboInputs: boolean
  readonly detectsCycles: boolean
  /** The error text of a class's own validator for this value, e.g. when LoadImage misses its file; undefined when valid. */
  readonly ownValidation: (nodeClass: string, value: PyValue) => string | undefined
}

export interface NodeVerdict {
  readonly isValid: boolean
  readonly errors: readonly ErrorBody[]
}

/** The input that a class checks by itself. */
const ownValidators: Readonly<Record<string, string>> = {
  LoadImage: 'image',
  LoadImageMask: 'image',
  LoadImageOutput: 'image',
  LoadVideo: 'file',
  LoadAudio: 'audio',
  CustomCombo: 'choice',
}

/** Validates an output and everything it depends on; each node is judged once. */
export class NodeValidator {
  readonly verdicts: Map<string, NodeVerdict> = new Map()
  readonly #graph: PyDict
  readonly #world: ValidationWorld
  readonly #path: string[] = []
  readonly #cycles = new Map<string, ErrorBody>()

  constructor(graph: PyDict, world: ValidationWorld) {
    this.#graph = graph
    this.#world = world
  }

  validate(id: string): NodeVerdict {
    const known = this.verdicts.get(id)
    if (known !== undefined) return known
    const node = nodeAt(this.#graph, id)
    const inputs = inputsOf(node)
    const nodeClass = this.#world.classOf(classNameOf(node))
    if (nodeClass === undefined) throw new PyError('KeyError', `'${classNameOf(node)}'`)
    const errors: ErrorBody[] = []
    let isValid = true
    this.#path.push(id)
    for (const input of nodeClass.inputsFor(inputs)) {
      const outcome = this.#checkInput(input, inputs, nodeClass)
      if (outcome === 'invalid below') isValid = false
      else if (outcome !== undefined) errors.push(outcome)
    }
    this.#path.pop()
    errors.push(...this.#ownErrors(nodeClass.name, inputs))
    const cycle = this.#cycles.get(id)
    if (cycle !== undefined) errors.push(cycle)
    const verdict = { isValid: isValid && errors.length === 0, errors }
    this.verdicts.set(id, verdict)
    return verdict
  }

  #checkInput(
    input: NodeClass['inputs'][number],
    inputs: PyDict,
    nodeClass: NodeClass,
  ): ErrorBody | 'invalid below' | undefined {
    const value = inputs.get(input.name)
    if (value === undefined) {
      if (!input.isRequired) return undefined
      return errorBody('required_input_missing', 'Required input is missing', {
        // Of an input that another one brought, only its own name.
        details: input.name.replace(/^.*\./, ''),
        extra: { input_name: input.name },
      })
    }
    if (isList(value)) return this.#checkLink(input, value)
    return checkValue(inputs, input, {
      hasOwnValidator: ownValidators[nodeClass.name] === input.name,
      checksComboInputs: this.#world.checksComboInputs,
    })
  }

  #checkLink(
    input: NodeClass['inputs'][number],
    link: readonly PyValue[],
  ): ErrorBody | 'invalid below' | undefined {
    const [source = null, slot = null] = link
    if (link.length !== 2) {
      return errorBody(
        'bad_linked_input',
        'Bad linked input, must be a length-2 list of [node_id, slot_index]',
        {
          details: input.name,
          extra: {
            input_name: input.name,
            input_config: inputConfig(input),
            received_value: [...link],
          },
        },
      )
    }
    const received = this.#outputType(source, slot)
    if (!fits(received, input.type)) {
      return errorBody('return_type_mismatch', 'Return type mismatch between linked nodes', {
        details: `${input.name}, received_type(${str(received)}) mismatch input_type(${str(input.type)})`,
        extra: {
          input_name: input.name,
          input_config: inputConfig(input),
          received_type: received,
          linked_node: [source, slot],
        },
      })
    }
    return this.#checkSource(input, str(source), [source, slot])
  }

  /** Validates the linked node; an error that this raises is noted on that node, described from here. */
  #checkSource(
    input: NodeClass['inputs'][number],
    id: string,
    link: PyValue[],
  ): 'invalid below' | undefined {
    if (this.#path.includes(id)) {
      this.#noteCycle(id)
      return 'invalid below'
    }
    const depth = this.#path.length
    try {
      return this.validate(id).isValid ? undefined : 'invalid below'
    } catch (error) {
      if (!(error instanceof PyError)) throw error
      this.#path.length = depth
      const isSlot = error.type === 'IndexError'
      const reason = errorBody(
        'exception_during_inner_validation',
        'Exception when validating inner node',
        {
          details: error.message,
          extra: {
            input_name: input.name,
            input_config: inputConfig(input),
            exception_message: error.message,
            exception_type: error.type,
            traceback: isSlot ? missingSlotTraceback() : missingNodeTraceback(),
            linked_node: link,
          },
        },
      )
      this.verdicts.set(id, { isValid: false, errors: [reason] })
      return 'invalid below'
    }
  }

  /** Notes a cycle: before 0.20 the graph is refused without a message; since then each node has one. */
  #noteCycle(id: string): void {
    if (!this.#world.detectsCycles) return
    const cycle = this.#path.slice(this.#path.indexOf(id))
    const named = [...cycle, id].map((one) => `${one} (${classNameOf(nodeAt(this.#graph, one))})`)
    const error = errorBody('dependency_cycle', 'Dependency cycle detected', {
      details: named.join(' -> '),
      extra: { node_id: id, cycle_nodes: cycle },
    })
    this.#cycles.set(id, error)
  }

  #outputType(source: PyValue, slot: PyValue): PyValue {
    const nodeClass = this.#world.classOf(classNameOf(nodeAt(this.#graph, source)))
    const outputs = nodeClass?.outputs ?? []
    const index = toNumber(slot)
    if (index === undefined) {
      throw new PyError('TypeError', 'tuple indices must be integers or slices, not str')
    }
    const type = outputs.at(index)
    if (type === undefined) throw new PyError('IndexError', 'tuple index out of range')
    return type
  }

  #ownErrors(nodeClass: string, inputs: PyDict): readonly ErrorBody[] {
    const name = ownValidators[nodeClass]
    const value = name === undefined ? undefined : inputs.get(name)
    if (name === undefined || value === undefined || isList(value)) return []
    const text = this.#world.ownValidation(nodeClass, value)
    if (text === undefined) return []
    return [
      errorBody('custom_validation_failed', 'Custom validation failed for node', {
        details: `${name} - ${text}`,
        extra: { input_name: name },
      }),
    ]
  }
}
