/** What scenario files import. */
export * from './answers.ts'
export { ANYTHING } from './compare.ts'
export * from './configurations.ts'
export * from './conversation-steps.ts'
export * from './ledger.ts'
export { unpackedBodies } from './packed-bodies.ts'
export * from './requests.ts'
export * from './scenario.ts'
