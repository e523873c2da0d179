import type { Json } from '@darkroom/foundation'
import { expect, test } from 'vitest'
import { createDefinitions } from '../definitions/definitions.ts'
import { readNode } from '../editor/read-node.ts'
import { classWidgets } from './class-widgets.ts'
import { readWidgets } from './saved-values.ts'

/** The values that a node of a class with these inputs gets from what was saved. */
function restore(required: object, saved: object, override: Record<string, Json> = {}): object {
  const definition = createDefinitions({ C: { input: { required } } }).get('C')
  const node = readNode({ id: 1, type: 'C', ...saved })
  if (definition === undefined || node === undefined) throw new Error('no class or node')
  const { widgets } = readWidgets(
    node,
    { definition, ...classWidgets(definition) },
    { override: ({ name }) => override[name] },
  )
  return Object.fromEntries(
    widgets.filter(({ spec }) => spec.sent).map(({ spec, value }) => [spec.name, value]),
  )
}

const list = (...widgets_values: unknown[]) => ({ widgets_values })

test('a seed has a control word behind it: by its name, or when told, but not when told otherwise', () => {
  const after = { steps: ['INT'] }
  expect(restore({ seed: ['INT'], ...after }, list(1, 'fixed', 20))).toEqual({ seed: 1, steps: 20 })
  const told = { value: ['INT', { control_after_generate: 'increment' }], ...after }
  expect(restore(told, list(1, 'fixed', 20))).toEqual({ value: 1, steps: 20 })
  const untold = { seed: ['INT', { control_after_generate: false }], ...after }
  expect(restore(untold, list(1, 20))).toEqual({ seed: 1, steps: 20 })
})

test('a combo that is controlled has two, and one with a remote list has helpers', () => {
  const controlled = { name: [['a', 'b'], { control_after_generate: true }], steps: ['INT'] }
  expect(restore(controlled, list('b', 'fixed', '', 3))).toEqual({ name: 'b', steps: 3 })
  const remote = { name: ['COMBO', { remote: { refresh_button: true } }], steps: ['INT'] }
  expect(restore(remote, list('b', false, 'refresh', 3))).toEqual({
    name: 'b',
    refresh: 'refresh',
    steps: 3,
  })
})

test('null in a combo is its first choice; too few values leave defaults, too many are ignored', () => {
  const inputs = { name: [['a', 'b'], { default: 'b' }], text: ['STRING', { default: 'x' }] }
  expect(restore(inputs, list(null))).toEqual({ name: 'a', text: 'x' })
  expect(restore(inputs, {})).toEqual({ name: 'b', text: 'x' })
  expect(restore(inputs, list('z', 5, 6, 7))).toEqual({ name: 'z', text: 5 })
})

test('values of inputs that became sockets are left out when the list has exactly these too many', () => {
  const inputs = { text: ['STRING', { forceInput: true }], steps: ['INT'], cfg: ['FLOAT'] }
  expect(restore(inputs, list('old', 20, 7))).toEqual({ steps: 20, cfg: 7 })
  expect(restore(inputs, list(20, 7))).toEqual({ steps: 20, cfg: 7 })
})

const dynamic = {
  mode: [
    'COMFY_DYNAMICCOMBO_V3',
    {
      options: [
        {
          key: 'size',
          inputs: { required: { width: ['INT', { default: 512 }], image: ['IMAGE'] } },
        },
        { key: 'scale', inputs: { required: { by: ['FLOAT', { default: 1 }] } } },
        {
          key: 'more',
          inputs: {
            required: {
              kind: [
                'COMFY_DYNAMICCOMBO_V3',
                { options: [{ key: 'x', inputs: { required: { n: ['INT'] } } }] },
              ],
            },
          },
        },
      ],
    },
  ],
  after: ['INT', { default: 3 }],
}

test('the inputs of a chosen option come right behind it, under its name', () => {
  expect(restore(dynamic, list('scale', 2.5, 9))).toEqual({
    mode: 'scale',
    'mode.by': 2.5,
    after: 9,
  })
  expect(restore(dynamic, list('more', 'x', 4, 9))).toEqual({
    mode: 'more',
    'mode.kind': 'x',
    'mode.kind.n': 4,
    after: 9,
  })
  expect(restore(dynamic, list(null, 9))).toEqual({ mode: 'size', 'mode.width': 512, after: 9 })
  expect(restore(dynamic, {})).toEqual({ mode: 'size', 'mode.width': 512, after: 3 })
  expect(restore(dynamic, list('gone', 9))).toEqual({ mode: 'gone', after: 9 })
})

test('another option that is set has its own defaults, and what follows keeps its value', () => {
  expect(restore(dynamic, list('scale', 2.5, 9), { mode: 'size', 'mode.width': 64 })).toEqual({
    mode: 'size',
    'mode.width': 64,
    after: 9,
  })
})

test('names beside the list count where the list does not fit, and an object of names always', () => {
  const inputs = { steps: ['INT'], cfg: ['FLOAT'], added: ['INT', { default: 1 }] }
  const named = { widgets_values_named: { steps: 5, cfg: 6 } }
  expect(restore(inputs, { ...list(7, 8), ...named })).toEqual({ steps: 5, cfg: 6, added: 1 })
  expect(restore(inputs, { ...list(7, 8, 9), ...named })).toEqual({ steps: 7, cfg: 8, added: 9 })
  expect(restore(inputs, { widgets_values: { cfg: 2 } })).toEqual({ steps: 0, cfg: 2, added: 1 })
})

test('the button of an upload takes a place, and is not sent', () => {
  const inputs = { image: [['a.png'], { image_upload: true }], more: ['INT'] }
  expect(restore(inputs, list('b.png', 4, 'image'))).toEqual({ image: 'b.png', more: 4 })
})
