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
export {
  algorithmBundles,
  chooseBy,
  complaints,
  readBalance,
  readServer,
  serversOf,
  type TestRequest,
} from './request-fetches.ts'
