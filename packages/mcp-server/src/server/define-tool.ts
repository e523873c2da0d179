import type { CallToolResult, ServerContext } from '@modelcontextprotocol/server'
import type { z } from 'zod'
import { toErrorResult } from '../errors/to-error-result.ts'
import type { Answer, Call, Place, Tool, ToolDefinition } from '../tool.ts'
import { reportTo } from './report-to.ts'
import { toolInput, toolOutput } from './tool-input.ts'

/** A tool as a server has it. */
export function defineTool<I extends z.ZodObject, O extends z.ZodObject>(
  definition: ToolDefinition<I, O>,
): Tool {
  const { name, title, description, annotations, input, output, run } = definition
  const config = {
    title,
    description,
    annotations,
    inputSchema: toolInput(input),
    outputSchema: toolOutput(output),
  }
  return {
    name,
    addTo: (place) => {
      place.server.registerTool(name, config, ({ args, ignored }, context) =>
        answerCall(place, context, async (call) => toResult(await run(args, call), ignored)),
      )
    },
  }
}

/** What a client gets of a call, whatever happens in it. */
export async function answerCall(
  { house, options, caller }: Place,
  context: ServerContext,
  work: (call: Call) => Promise<CallToolResult>,
): Promise<CallToolResult> {
  const signal = AbortSignal.any([caller.signal, context.mcpReq.signal, house.stopping])
  try {
    return await work({ house, options, caller, signal, report: reportTo(context) })
  } catch (error) {
    return toErrorResult(house.toDoorError(error))
  }
}

/** The answer as text, for clients that show text alone, and what goes with it. */
export function toResult(
  { structured, content = [], isError = false }: Answer<object>,
  ignored: readonly string[] = [],
): CallToolResult {
  const note =
    ignored.length > 0 ? [`Ignored, for there are no such arguments: ${ignored.join(', ')}.`] : []
  return {
    content: [
      ...[JSON.stringify(structured), ...note].map((text) => ({ type: 'text' as const, text })),
      ...content,
    ],
    structuredContent: { ...structured },
    ...(isError && { isError }),
  }
}
