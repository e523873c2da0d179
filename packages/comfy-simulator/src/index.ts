export type { CompleteFault, Fault, FaultKind } from './faults/fault-types.ts'
export type { FaultControls, FaultHandle } from './faults/faults.ts'
export {
  defaultModels,
  familyModels,
  type ModelFolder,
  type Models,
} from './files/default-models.ts'
export type { SimulatorOptions } from './options.ts'
export type { OracleEntry, OracleEvent } from './oracle.ts'
export type { ProfileName } from './profiles.ts'
export { createSimulator, type Simulator } from './simulator.ts'
