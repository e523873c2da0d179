import { expect, it } from 'vitest'
import type { Workflow } from '../../api/types.ts'
import { byTask, kindsOf, lackText, searched, titled } from './group-workflows.ts'

const workflow = (own: Partial<Workflow>): Workflow => ({
  name: 'boats',
  title: 'boats',
  description: '',
  source: 'file',
  task: 'text-to-image',
  inputs: [],
  hidden_inputs: [],
  outputs: [],
  runnable: true,
  missing: { node_classes: [], models: [] },
  servers: [],
  problems: [],
  notes: [],
  ...own,
})

it('a search finds names, tasks and families', () => {
  const all = [
    workflow({ name: 'boats', title: 'Boats', family: 'sdxl' }),
    workflow({ name: 'clip', title: 'Clip', task: 'image-to-video', family: 'wan' }),
  ]
  expect(searched(all, '').map(({ name }) => name)).toEqual(['boats', 'clip'])
  expect(searched(all, 'video').map(({ name }) => name)).toEqual(['clip'])
  expect(searched(all, 'sdxl').map(({ name }) => name)).toEqual(['boats'])
  expect(searched(all, 'boa').map(({ name }) => name)).toEqual(['boats'])
})

it('tasks are headings in words', () => {
  expect(['image-to-video', 'controlnet', ''].map(titled)).toEqual([
    'Image to video',
    'ControlNet',
    '',
  ])
  expect(
    byTask([workflow({ task: 'edit' }), workflow({ task: 'upscale' }), workflow({ task: 'edit' })]),
  ).toMatchObject([
    { title: 'Edit', workflows: [{}, {}] },
    { title: 'Upscale', workflows: [{}] },
  ])
})

it('what is missing is said in a few words', () => {
  const lacks = (own: Partial<Workflow>) => lackText(workflow({ runnable: false, ...own }))
  expect(lackText(workflow({}))).toBeUndefined()
  expect(lacks({ missing: { node_classes: [], models: ['a.safetensors'] } })).toBe(
    'Lacks a.safetensors',
  )
  expect(lacks({ missing: { node_classes: ['Fancy', 'Other'], models: [] } })).toBe(
    'Lacks the node Fancy and 1 more',
  )
  expect(lacks({ problems: ['"a.json" is not JSON.'] })).toBe('"a.json" is not JSON.')
  expect(lacks({})).toBe('No server can run it')
})

it('what it makes is told once a kind, and what is only shown where nothing is kept', () => {
  const output = {
    node: '9',
    class: 'SaveImage',
    label: '',
    type: 'image',
    preview: false,
  } as const
  expect(
    kindsOf({ outputs: [output, output, { ...output, type: 'text', preview: true }] }),
  ).toEqual(['image'])
  expect(kindsOf({ outputs: [{ ...output, type: 'text', preview: true }] })).toEqual(['text'])
})
