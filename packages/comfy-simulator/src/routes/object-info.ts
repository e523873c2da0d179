import type { Boot } from '../boot.ts'
import { json, jsonText, type Reply } from '../http/reply.ts'
import type { Route } from '../http/router.ts'
import { stringifyJson } from '../python/stringify.ts'
import type { Encodable } from '../python/value.ts'
import { PyFloat } from '../python/value.ts'

/** A custom node with bounds that are not valid JSON. */
const unboundedNode: Encodable = {
  input: {
    required: {
      amount: [
        'FLOAT',
        {
          default: new PyFloat(Number.NaN),
          min: new PyFloat(Number.NEGATIVE_INFINITY),
          max: new PyFloat(Number.POSITIVE_INFINITY),
        },
      ],
    },
  },
  input_order: { required: ['amount'] },
  output: ['FLOAT'],
  output_is_list: [false],
  output_name: ['FLOAT'],
  name: 'UnboundedFloat',
  display_name: 'Unbounded Float',
  description: '',
  python_module: 'custom_nodes.unbounded',
  category: 'utils',
  output_node: false,
}

const describeAll = (boot: Boot): Reply => {
  const { catalog, faults } = boot.machine
  const classes = new Map(catalog.describeAll(boot.machine.choices()))
  if (faults.take('nan-in-object-info') !== undefined)
    classes.set('UnboundedFloat', stringifyJson(unboundedNode))
  const texts = Array.from(classes, ([name, text]) => `${stringifyJson(name)}: ${text}`)
  return jsonText(`{${texts.join(', ')}}`)
}

export const objectInfoRoutes = (boot: () => Boot): readonly Route[] => [
  { method: 'GET', path: '/object_info', handle: () => describeAll(boot()) },
  {
    method: 'GET',
    path: '/object_info/{class...}',
    handle: (request) => {
      const name = request.parameter('class')
      const { machine } = boot()
      const definition = machine.catalog.describe(name, machine.choices())
      return json(definition === undefined ? {} : { [name]: definition })
    },
  },
]
