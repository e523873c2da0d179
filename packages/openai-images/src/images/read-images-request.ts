import { DoorError } from '@darkroom/door-ports'
import { readPictures, type SentPictures } from '../pictures/sent-pictures.ts'
import { type Asked, readAsked } from '../request/asked-schema.ts'
import type { SentRequest } from '../request/sent-request.ts'
import type { ImageKind } from './image-kind.ts'

export interface ImagesRequest {
  readonly kind: ImageKind
  readonly asked: Asked & { readonly prompt: string }
  readonly sent: SentPictures
  readonly fields: SentRequest['fields']
}

/** Of what a variation is asked for, nobody says; models need a prompt all the same. */
const promptOfVariations = 'a variation of this picture'

/** @throws DoorError 400 that names the field */
export function readImagesRequest(kind: ImageKind, request: SentRequest): ImagesRequest {
  const asked = readAsked(request.fields)
  if (kind.needsPrompt && (asked.prompt ?? '').trim() === '') throw missing('prompt')
  const sent = readPictures(request)
  if (kind.needsImage && sent.images.length === 0) throw missing('image')
  const prompt = asked.prompt ?? promptOfVariations
  return { kind, asked: { ...asked, prompt }, sent, fields: request.fields }
}

const missing = (param: string): DoorError =>
  new DoorError(400, 'missing_required_parameter', `Missing required parameter: '${param}'.`, {
    parts: [{ path: param, message: 'is missing' }],
  })
