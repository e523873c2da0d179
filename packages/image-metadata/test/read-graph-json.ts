import { pngWithTexts } from '@darkroom/media-container/testing'
import { createBufferSource, type Json, readImageMetadata } from '../src/index.ts'
import { type Told, told } from './told.ts'

/** Reads a PNG that holds this graph as ComfyUI would have written it. */
export function readGraphJson(graph: Json, name = 'ComfyUI_00001_.png'): Told {
  const png = pngWithTexts({ prompt: typeof graph === 'string' ? graph : JSON.stringify(graph) })
  return told(readImageMetadata({ name, source: createBufferSource(png) }))
}
