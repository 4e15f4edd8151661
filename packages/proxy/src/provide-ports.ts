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
  }
  ports
    .provide(processPort, facts)
    .provide(bufferPort, { bytes: engine.bufferSizeBytes })
    .provide(cryptoPort, createCryptography(nodeCrypto))
    .provide(keyFilesPort, files)
    .provide(passwordPort, createPasswordCheck())
    .provide(httpServicesPort, services)
}
