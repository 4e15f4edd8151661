import nodeCrypto from 'node:crypto'
import { type HttpServices, httpServicesPort } from '@weir/control'
import { createPasswordCheck, passwordPort } from '@weir/l7'
import {
  bufferPort,
  createCryptography,
  cryptoPort,
  keyFilesPort,
  type Ports,
  type ProcessFacts,
  processPort,
} from '@weir/sample'
import type { AssemblySettings } from './assembly.ts'

const shortestWindowMs = 500

/** Tells how busy the event loop was between the last two looks that lie half a second apart. */
function createBusyReader(): () => number {
  let start = performance.eventLoopUtilization()
  let percent = 0
  return () => {
    const since = performance.eventLoopUtilization(start)
    if (since.active + since.idle >= shortestWindowMs) {
      percent = Math.round(100 * since.utilization)
      start = performance.eventLoopUtilization()
    }
    return percent
  }
}

/** Supplies the services that keywords ask for. */
export function providePorts(
  ports: Ports,
  { engine, environment, files }: AssemblySettings,
  isStopping: () => boolean,
  services: HttpServices,
): void {
  const facts: ProcessFacts = {
    pid: engine.processId,
    hostname: engine.hostName,
    environment: (name) => environment[name] ?? null,
    thread: 0,
    threadGroup: 0,
    isStopping,
    startedAtMs: engine.clock.wallMs(),
    busyPercent: createBusyReader(),
  }
  ports
    .provide(processPort, facts)
    .provide(bufferPort, { bytes: engine.bufferSizeBytes })
    .provide(cryptoPort, createCryptography(nodeCrypto))
    .provide(keyFilesPort, files)
    .provide(passwordPort, createPasswordCheck())
    .provide(httpServicesPort, services)
}
