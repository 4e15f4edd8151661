export { type ConnectionHarness, describeConnection } from './describe-connection.ts'
export { RecordingSink } from './recording-sink.ts'
