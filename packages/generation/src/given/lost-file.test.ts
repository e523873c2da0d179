import type { ComfyValidationError, JsonValue } from '@darkroom/comfy-client'
import { expect, test } from 'vitest'
import { fileInRefusal } from './lost-file.ts'

const refusalOf = (
  receivedValue: JsonValue | undefined,
): Pick<ComfyValidationError, 'nodeErrors'> => ({
  nodeErrors: {
    '3': {
      nodeClass: 'LoadImage',
      dependentOutputs: [],
      errors: [
        {
          type: 'value_not_in_list',
          message: '',
          details: '',
          receivedValue,
          inputName: 'image',
          extraInfo: {},
        },
      ],
    },
  },
})

test('a refusal is about the file that it names, whatever else it has', () => {
  const refused = (value: JsonValue | undefined) => fileInRefusal(refusalOf(value), ['a.png'])
  expect(refused('a.png')).toEqual({ name: 'a.png', isMissing: true })
  expect(refused('b.png')).toBeUndefined()
  expect(refused(undefined)).toBeUndefined()
})

test('a refusal about a number of more digits than ours is about no file', () => {
  expect(fileInRefusal(refusalOf(28446744073709551615n), ['a.png'])).toBeUndefined()
  expect(fileInRefusal(refusalOf([1n, 'a.png']), ['a.png'])).toEqual({
    name: 'a.png',
    isMissing: true,
  })
})
