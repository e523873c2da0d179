import { join } from 'node:path'
import { type Build, simulatorArguments } from './entry.ts'
import { freePort } from './free-port.ts'
import { Network } from './network.ts'
import { Process } from './process.ts'
import { Supervisor } from './supervisor.ts'

export interface ServerOptions {
  readonly directory: string
  readonly name: string
  readonly build: Build
  readonly stepsPerSecond: number
  /** Whether its input folder outlives it. */
  readonly keepsInputs: boolean
  readonly onRequest: (text: string) => void
}

/** A ComfyUI as the product sees it: through a network that may fail. */
export interface Server extends AsyncDisposable {
  readonly name: string
  /** Address for the product. */
  readonly url: string
  /** Address for the referee. */
  readonly directUrl: string
  readonly supervisor: Supervisor
  readonly network: Network
  readonly oracleLog: string
  /** Where it saves what it makes. */
  readonly outputs: string
  readonly keepsInputs: boolean
  /** Adds a fault for this life of the server. */
  addFault(fault: object): Promise<void>
  clearFaults(): Promise<void>
  /** Number of faults that have not happened yet. */
  faultsLeft(): Promise<number>
}

export async function openServer(options: ServerOptions): Promise<Server> {
  const { directory, name, build, stepsPerSecond, keepsInputs } = options
  const port = await freePort()
  const oracleLog = join(directory, `oracle-${name}.jsonl`)
  const outputs = join(directory, `output-${name}`)
  const orders = {
    port,
    oracleLog,
    outputDirectory: outputs,
    ...(keepsInputs ? { inputDirectory: join(directory, `input-${name}`) } : {}),
    stepsPerSecond,
    profile: '0.8.0',
  }
  const supervisor = new Supervisor(
    () =>
      new Process({
        args: simulatorArguments(build),
        env: { CHAOS_ORDERS: JSON.stringify(orders) },
        readyLine: /^ready (\d+)$/,
      }),
  )
  const network = await Network.open({ port }, options.onRequest)
  return {
    name,
    url: `http://127.0.0.1:${network.port}`,
    directUrl: `http://127.0.0.1:${port}`,
    supervisor,
    network,
    oracleLog,
    outputs,
    keepsInputs,
    addFault: async (fault) => {
      await supervisor.current.tell(JSON.stringify(fault))
    },
    clearFaults: async () => {
      await supervisor.current.tell('clear')
    },
    faultsLeft: async () => (await supervisor.current.tell('count')) ?? 0,
    async [Symbol.asyncDispose]() {
      await supervisor[Symbol.asyncDispose]()
      await network[Symbol.asyncDispose]()
    },
  }
}
