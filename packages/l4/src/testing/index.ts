export { type ConnectionHarness, describeConnection } from './describe-connection.ts'
export { KeywordHarness, type ReadLine, readLine, testVocabulary } from './keyword-harness.ts'
export { type FixtureServer, type FixtureSettings, nothingLeft, type Peer, ProxyFixture } from './proxy-fixture.ts'
export { RecordingSink } from './recording-sink.ts'
