export { type AgentAnswer, parseAgentAnswer } from './agent-answer.ts'
export { healthBundle } from './bundle.ts'
export type { CheckTls } from './check-connection.ts'
export type { CheckFactory, CheckSite } from './check-factory.ts'
export { checksNeedTls } from './check-needs.ts'
export { CheckRun, type CheckSurroundings } from './check-run.ts'
export {
  type CheckOutcome,
  type CheckResult,
  type CheckStatus,
  checkStatuses,
  describeResult,
  outcomeOf,
} from './check-status.ts'
export { type CheckScript, type CheckStep, connectStep, createScript, createStep, sendStep } from './check-step.ts'
export { HealthMonitor, type HealthPorts, type MonitoredBackend } from './health-monitor.ts'
export {
  type BackendCheckOptions,
  backendCheckOptions,
  type CheckProcessOptions,
  checkProcessOptions,
  mailersOptions,
  type ServerCheckOptions,
  serverCheckOptions,
} from './options.ts'
export type { ProgramCall, ProgramEnd, RunProgram } from './program.ts'
export { describeChange, noServerMessage, type StateMessage } from './state-messages.ts'
