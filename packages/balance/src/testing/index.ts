export {
  createTestBackend,
  describeBalance,
  sequence,
  type TestBackendOptions,
  type TestServer,
  TestWaiter,
  testServerSettings,
} from './describe-balance.ts'
export { type ReadLines, readLines } from './read-lines.ts'
