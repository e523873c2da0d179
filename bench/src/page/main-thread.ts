import type { CDPSession, Page } from 'playwright-core'

/**
 * Milliseconds of processor that the page's main thread had: other work on the machine does not count, nor does what paints, which is threads
 * and processes of their own, or a GPU.
 */
export interface MainThread {
  readonly script: number
  readonly style: number
  readonly layout: number
  /** All of it, with what the browser itself does there. */
  readonly task: number
}

const read = async (session: CDPSession): Promise<MainThread> => {
  const { metrics } = await session.send('Performance.getMetrics')
  const ms = (name: string): number =>
    (metrics.find((metric) => metric.name === name)?.value ?? Number.NaN) * 1000
  return {
    script: ms('ScriptDuration'),
    style: ms('RecalcStyleDuration'),
    layout: ms('LayoutDuration'),
    task: ms('TaskDuration'),
  }
}

/** Does the work, and tells what it cost the main thread. */
export async function measureMainThread<T>(
  page: Page,
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly spent: MainThread }> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  const before = await read(session)
  const result = await work()
  const after = await read(session)
  await session.detach()
  return {
    result,
    spent: {
      script: after.script - before.script,
      style: after.style - before.style,
      layout: after.layout - before.layout,
      task: after.task - before.task,
    },
  }
}

/** Prints what one of many cost on average. */
export function printMainThread(what: string, spent: MainThread, count: number): void {
  const each = (ms: number): string => (ms / count).toFixed(2)
  console.log(
    `${what}: main thread ${each(spent.task)} ms, of it script ${each(spent.script)}, style ${each(spent.style)}, layout ${each(spent.layout)}`,
  )
}
